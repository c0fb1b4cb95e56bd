Class['a'] -> Class['b'] ~> Class['c']
Class['a'] -> Class['b']
~> Class['c'] ->
Class['d']
package { 'e': ensure => installed } -> file { '/e':
  ensure => file,
} ~> service { 'e':
  ensure => running,
}
package { 'f': } -> service { 'f':
  ensure => running,
}
Class['g'] -> Class['h'] # a remark
-> # another
Class['i'] -> Class['j']
$k = $l.map |$m| { $m }.filter |$m| {
  $m =~ String
}.join(',')
$n = $l.map |$m| { $m }
  .filter |$m| { $m =~ String }.
  join(',')
$o = $l.filter |$m| { $m.any |$p| { $p
.empty } }.map |$m| { $m }
if $q and $r or
$s and $t { include u }
$v = $q
  and $r and $s or $t
$w = $x == 1 and $y + 1 ==
  2 and ($z or $aa
  or $bb)
$cc = $q # a remark
and $r and # another
$s or /* one */ $t
$dd = 'a' + 'b'
  + 'c' - 1 * 2
$ee = $defaults + {
  'f' => 1,
} + $overrides
$gg = @(END) + 'h' +
  text
  | END
  'i'
$jj = $kk
? { 'l' => 1, default => 2 } * 3 * -
4
notice($mm .nn,
$oo
.pp.qq)
