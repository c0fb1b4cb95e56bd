# Defines: title, name, defaults from the title, a define in a define, several titles.
define line (
  $text,
  $file  = "/tmp/${title}",
  $times = 1,
) {
  file { $file: content => "${name}: ${text} x${times}\n" }
}

define pages::page ($lines = {}, String $prefix = "p-${name}") {
  $lines.each |$key, $text| {
    line { "${prefix}-${key}": text => $text }
  }
}

line { ['a', 'b']:
  text  => 'same',
  times => 2,
}
line { 'c': text => 'own', file => '/srv/c' }
pages::page { 'first': lines => { 'x' => 'one', 'y' => 'two' } }
pages::page { 'second': lines => { 'z' => 'three' }, prefix => 'other' }
