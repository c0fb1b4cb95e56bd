# A class with parameters and variables, some of them inherited.
class toolbox::server (
  Toolbox::Port $port = 80,
  Optional[String[1]] $label = undef,
  Boolean $manage = true,
) inherits toolbox {
  $address = "localhost:${port}"
  $found = lookup('toolbox::looked_up')
}
