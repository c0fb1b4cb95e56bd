f() || { }
f() |$a| { }
f(1) |$a, $b = 2| { $a + $b }
f() |Integer $a, String[1] $b = 'x', *$rest| { }

with(1) |Optional[Integer[0, 10]] $n, | >> String { "${n}" }
with(1) |$x| >> Array[Integer] { [$x] }
$r = reduce($l, 0) |$memo, $v| { $memo + $v }
each($h) |$k, $v| {
  file { $k: content => $v, }
}
with($a) |$b = $c ? { 1 => 2, default => 3 }| { $b }
f() |String *$names| { }
