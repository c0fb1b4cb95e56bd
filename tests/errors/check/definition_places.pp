if $z { function y() { } }
if $z { function y() { } notice 1 }
$z.each |$y| { type X = Integer }
define w { function v() { } }
node u { type T = Integer }
if $a { class b { } }
$c.each |$d| { define e { } }
class f {
  class g { }
  define h { class i { } }
  function j() { }
  type K = Integer
  node l { }
}
define m { notice 1 node n { } }
node o { class p { } }
function q() { class r { } }
case $s { 1: { function t() { } } }
class u { function v() { } }
