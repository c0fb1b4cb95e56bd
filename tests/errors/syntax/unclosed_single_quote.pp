$a = 'x'
$b = 'y
notice $b
