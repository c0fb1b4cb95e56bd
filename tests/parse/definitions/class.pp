class a { }
class b() { }
class c::d ($x) { }
class ::e ($x = 1, Integer $y = 2, Optional[String] $z = undef,) inherits a { }
class f inherits ::g::h { notice 1 }
class i inherits default { }
class j (
  # a comment
  String           $a, # another
  Hash[String, Any] $b = { 'c' => [1, 2] },
  Enum['x', "y"]   $d = 'x',
  Pattern[/^a/, /b$/] $e = 'a',
) {
  include k
  class l {
    class m { }
    define n { }
  }
  file { '/x': }
}
