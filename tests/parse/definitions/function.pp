function a() { }
function a::b($x, $y = 1) { $x + $y }
function c >> Integer { 1 }
function d(Integer $x, *$rest) >> Array[Integer, 1] { [$x] + $rest }
function ::e::f(String *$x) >> Variant[String, Undef] {
  if $x { return 1 }
  'two'
}
