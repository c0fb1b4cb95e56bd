class a {
  if $b { 1 2 }
  $c == 1
  [1]
  notice 1
}
define d {
  "x${y}"
  f()
}
$r = case $x { 1: { 'a' 'b' } }
f() |$x| { $x + 1 $x + 2 }
if $a { 1 }
unless $a { 2 } else { 3 }
case $a { 1: { 2 } }
notice 'end'
