class a(Integer[1, $b] $c, Array[Integer] $ok) { }
define d(Integer[1, $e] $f) { }
class g(Enum[['x', 'y']] $h) { }
