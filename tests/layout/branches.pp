if $a { include b } elsif $c { include d } else { include e }
if $a { include b } elsif $c {
  include d } else { include e }
if $a { include b }
else { include c }
if $a.any |$b| { $b } and $c in [
'd',
] { include e }
unless $f { include g } else { h(
'i'
) }
if $j { } elsif $k.all |$l| { if $l {
  true } else { false } } { include m }
# a remark
else { include n }
$o = if $p { 1 } else { 2 }
$q = if $p { 1 } else { unless $r { 2 } else {
3 } }
$s = $t ? { 'u' => { 'v' => 1,
'w' => 2 }, default => {} }
$x = $y ?
{ 'z' => 1, default => f({ 'a' => 1,
'b' => 2 }) }
case $aa { 'bb': { include cc } 'dd': { include ee
} default: { } }
exec { 'ff':
  unless => 'gg', onlyif => 'hh'
}
