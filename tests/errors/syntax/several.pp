class a {
  $x = ;
  file { 'a': mode = '1' }
  if { }
}
define b {
  notice(1,, 2)
}
$ok = 1
$y = [1 2]
notice 'fine'
class { }
