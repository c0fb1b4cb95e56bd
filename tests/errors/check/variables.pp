$a = $01
$b = $0x1
$c = $A
$d = $a::B::c
$e = $::_f
$g = $a::_b::c
$h = $
$i = "$_j ${k} ${::l} ${0x1}"
$m = $1a
notice $0, $10
