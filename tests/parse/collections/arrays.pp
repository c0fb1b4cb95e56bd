$a = []
$b = [1]
$c = [1, ]
$d = [[1, 2], [3], []]
$e = [ { a => 1 }, { b => 2 } ]
$f = ['a' => 1, 'b' => 2, 'c']
$g = [type, function]
$h = [
  'x', # first
  'y', /* second */
]
$i = [*$a, *$b]
