class a ($b, $c = 1, $d, Hash $e = { 'f' => 1 }, Array[String] $g) { }
define h ($i = [1, 2], $j = $i) { }
class k ($l, $m) { }
