$a = [$x, $::x, $x::y, $::x::y::z, $_x, $x1, $X, $0, $12]
$b = [$if, $class, $node, $type]
$__ptype = { '__ptype' => 'Sensitive' }
