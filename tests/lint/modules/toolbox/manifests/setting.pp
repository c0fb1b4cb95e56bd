# A defined type with a parameter that has to be given.
define toolbox::setting (
  String $value,
  Toolbox::Port $port = 80,
  Array[Enum['a', 'b']] $kinds = [],
) {
}
