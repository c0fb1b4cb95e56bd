$a.each $x { }
$b.each |x| { }
$c.each |$x { }
$d = 1
