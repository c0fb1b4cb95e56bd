$a = 'true'
$b = "false"
$c = true
$d = 'true '
