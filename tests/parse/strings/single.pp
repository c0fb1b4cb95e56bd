$a = ''
$a = 'plain'
$a = 'it\'s \\ \n \$x ${y} "z"'
$a = 'two
lines'
$a = 'é ü 日本 😀'
$a = '\\'
