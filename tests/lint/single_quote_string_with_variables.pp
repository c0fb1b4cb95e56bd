$a = 'hello ${b}'
$c = inline_epp('<%= ${d} %>')
$e = 'cost: $5'
