$a=['b','c',]
$d = [ 'e' ,
'f', 'g' ]
$h = {'i'=>1,'jk' => { 'l' => 2,
'm'=>3 }}
$n = {  }
$o = $p['q'] [ 1 ]
$r = -1 + - 2*3 - $s
$t = ! $u and ( $v or
$w )
$x = f( 'y' ,{
'z' => 1 })
$aa = $bb ? {'c' => 1,
default=>2}
$dd = $ee.map|$f,  $g|{ $f+$g }
$hh =
"a ${b[ 'c' ]} $d"
$ii = [1, # one
# and two
2]
$jj = Enum['a',
'b']
