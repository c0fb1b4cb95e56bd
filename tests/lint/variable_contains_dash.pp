$a = $web-root
$b = "$web-root ${c}"
$d = $e - 1
$f = $g-1
$h = $i-$j
