# Data apart from code: the parameters of `motd` come from data/*.yaml, by the hierarchy of hiera.yaml.
#
#     rpuppet apply --hiera_config examples/hiera/hiera.yaml examples/hiera/site.pp

class motd (
  String $text,
  Array[String] $admins = [],
) {
  file { '/tmp/rpuppet-motd':
    ensure  => file,
    content => "${text}\nadministrators: ${admins.join(', ')}\n",
  }
}

# motd::text and motd::admins are looked up by their names.
include motd

# The same by hand: one key, merged over all levels of the hierarchy.
$limits = lookup('limits', { 'merge' => 'hash', 'default_value' => {} })
$limits.each |$name, $value| {
  notice("limit ${name} is ${value}")
}
