class local (
  Toolbox::Port $a,
  Toolbox::Prot $b,
  Elsewhere::Type $c,
  Strnig $d,
  Optional[Array[Variant[Toolbox::Ports, Enum['a']]]] $e,
  Toolbox::Setting $f = Toolbox::Setting['x'],
  Type[File] $g = File,
) { }
type Toolbox::Mine = String
