$a = 1
/* no end
$b = 2
