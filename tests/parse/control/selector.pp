$a = $b ? { 1 => 2, default => 3 }
$a = $b ? { 1 => 2, }
$a = $b ? { x => $c ? { y => 1, default => 2 }, default => 3 }
$a = $b ? x => y
$a = $b == 1 ? { true => 2, false => 3 }
$a = $b and $c ? { true => 1 }
$a = $b + 1 ? { 2 => 3 }
$a = $b ? { 1 => [2] }[0]
$a = $b ? { 1 => 'x' }.upcase
$a = $b ? { 1 => 'x' }.f(1).g |$x| { $x }
$a = $b ? { /x/ => 1, [1] => 2, { a => 1 } => 3, Integer => 4 }
file { $x ? { 1 => 'a', default => 'b' }:
  mode => $y ? { /z/ => '1', default => '2' },
}
$a = $b ? { 1 => 2 } + 3
$a = $b ? { 1 => 2 } ? { 2 => 3 }
$a = f($b ? { 1 => 2 }, 3)
