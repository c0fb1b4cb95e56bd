$a = {}
$b = { a => 1 }
$c = { 'a' => 1, "b" => 2, }
$d = { 1 => 'one', [1] => 'list', { x => y } => 'hash', File['/x'] => 'reference' }
$e = { a => { b => { c => [1, { d => 2 }] } } }
$f = { type => function, function => type }
$g = { $a => $b, "${c}d" => undef, default => true }
$h = { $k = 1 => $v = 2 }
