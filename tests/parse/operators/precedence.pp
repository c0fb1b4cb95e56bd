$a = 1 + 2 * 3 - 4 / 5 % 6
$a = 1 << 2 + 3 >> 1
$a = 1 < 2 == true
$a = $b == 1 and $c != 2 or $d
$a = !$b == $c
$a = !($b and $c)
$a = -$b * -$c
$a = - - 1
$a = !!$b
$a = $b in $c and 'x' in ['y']
$a = $b =~ /x/ or $b !~ Integer
$a = 1 + (2 + (3 + 4)) * 5
$a = *$b
$a = [1, *$b, *[2, 3]]
$a = $b =~ $c in $d
$a = 1 - 2 - 3
$a = 1 <= 2 and 2 >= 1 and 1 > 0
$a = $b << $c << $d
