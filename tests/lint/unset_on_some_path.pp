class paths (
  Boolean $flag,
  Enum['present', 'absent'] $ensure,
  String $text,
  Optional[String] $maybe = undef,
  $untyped = undef,
) {
  # branches that leave something over
  if $flag { $by_if = 1 }
  unless $flag { $by_unless = 1 }
  case $facts['os']['family'] {
    'Debian': { $by_case = 1 }
    /^Red/: { $by_case = 2 }
  }
  case $ensure {
    'present': { $by_option = 1 }
    default: {}
  }
  if $ensure == 'present' { $by_elsif = 1 } elsif $untyped { notice('no') } else { $by_elsif = 2 }
  if $untyped == 1 { $by_chain = 1 } elsif $untyped == 2 { $by_chain = 2 }
  if $maybe { if $flag { $nested = 1 } } else { $nested = 2 }
  if $maybe { [$one, $two] = [1, 2] }
  notice($by_if, $by_unless, $by_case, $by_option, $by_elsif, $by_chain, $nested, $one)
  file { "/${two}": }
}
class let_be (
  Boolean $flag,
  Enum['present', 'absent'] $ensure,
  Optional[Enum['a']] $maybe,
  String $text,
  $untyped,
) {
  # nothing is left over
  if $flag { $a = 1 } else { $a = 2 }
  case $ensure { 'present': { $b = 1 } 'ABSENT': { $b = 2 } }
  case $flag { true: { $c = 1 } false: { $c = 2 } default: {} }
  if $ensure == 'present' { $d = 1 } elsif $ensure == 'absent' { $d = 2 }
  case $maybe { 'a': { $e = 1 } undef: { $e = 2 } }
  if $text { $f = 1 }
  case $untyped { 1: { $g = 1 } default: { fail('no') } }
  case $untyped { /.*/: { $h = 1 } }
  case $facts['is_virtual'] { true: { $i = 1 } false: { $i = 2 } }
  if $text =~ String { $j = 1 }
  notice($a, $b, $c, $d, $e, $f, $g, $h, $i, $j)
}
class conditions_of_reads (Boolean $flag, Boolean $other, $untyped) {
  # who reads asks himself
  if $flag { $a = 1 }
  if $flag { notice($a) }
  if $other { notice($a) }
  $b = $flag and $a == 1
  $c = $flag ? { true => $a, default => $b }
  $untyped.each |$x| { notice($a, $x, $c) }
  if $other { $d = 1 }
  unless $other { $d = 2 }
  if $untyped == 1 { $e = 1 }
  if $untyped != 1 { fail('no') }
  notice($d, $e)
  if $other { $f = 1 }
  if defined('$f') { notice('set') }
  notice($f)
  if $other { $g = 1 }
  $untyped.map |$g| { $g }
  notice($g)
}
class judged_before ($untyped, $list) {
  # others see to it that nothing is left over
  unless $facts['os']['family'] in ['Debian', 'RedHat'] { fail('no') }
  case $facts['os']['family'] { 'Debian': { $a = 1 } 'RedHat': { $a = 2 } }
  validate_re($untyped, '^(a|b)$')
  case $untyped { 'a': { $b = 1 } 'b': { $b = 2 } }
  $local = $list ? { 1 => 'x', default => 'y' }
  case $local { 'x': { $c = 1 } 'y': { $c = 2 } }
  case $list { 1: { $d = 1 } default: { paths::refuse($list) } }
  if $list == 3 {
    if $list =~ Integer[3] { $e = 1 }
    notice($e)
  }
  notice($a, $b, $c, $d)
}
class heir inherits paths {
  if $flag { $by_if = 3 }
  notice($by_if)
}
function paths::value($x) {
  if $x == 1 { $y = 2 }
  $y
}
function paths::early($x) {
  if $x != 1 { return(3) }
  if $x == 1 { $y = 2 }
  $y
}
class refuses {
  if $facts['os']['family'] != 'Debian' { fail('no') }
}
class on_known_hosts ($flag) {
  include refuses
  case $facts['os']['family'] { 'Debian': { $a = 1 } default: {} }
  if $flag { $b = 1 }
  notice($a, $b)
}
