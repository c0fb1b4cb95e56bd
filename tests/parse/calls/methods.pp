$x.f
$x.f.g
$x.f()
$x.f(1).g(2, 3)
$x.f |$y| { $y }
$x.f(1) |$y| { $y }.g |$z| { $z }
'text'.upcase.then |$t| { $t }
[1, 2].each |$i| { notice $i }
$z = { 'a' => 1 }.map |$k, $v| { [$k, $v] }
String.new(1)
$x.type
$x.y[0].z
f(1).g[2]
1.notice
