# Functions over arrays and hashes.
$a = [3, 'b', undef, [1, [2, undef]], 3]
$h = { 'x' => 1, 'y' => undef, 'z' => { 'w' => [5] } }
$out = {
  'flatten'     => $a.flatten,
  'unique'      => $a.unique,
  'sort'        => ['b', 'A', 'c'].sort,
  'keys'        => $h.keys,
  'values'      => $h.values,
  'empty'       => [[].empty, {}.empty, ''.empty, $h.empty],
  'lengths'     => [$a.length, $h.length, 'abc'.size],
  'compact'     => [1, undef, 2].filter |$x| { $x =~ NotUndef },
  'dig'         => $h.dig('z', 'w', 0),
  'get'         => [$h.get('z.w.0'), $h.get('n.o', 'fallback'), getvar('facts.kernel')],
  'join'        => [1, [2, 3]].join('-'),
  'then'        => 5.then |$x| { $x + 1 },
  'lest'        => undef.lest || { 'was undefined' },
  'merge'       => { 'a' => 1 } + { 'b' => 2 },
  'from pairs'  => Hash([['k', 'v'], ['l', 'w']]),
  'flat'        => Hash(['k', 'v']),
  'zip by map'  => ['a', 'b'].map |$i, $v| { [$v, $i] },
  'transform'   => $h.map |$k, $v| { [$k.upcase, $v] }.filter |$p| { $p[1] =~ NotUndef },
  'all'         => [[1, 2].all |$x| { $x > 0 }, [].any |$x| { true }],
  'break'       => [1, 2, 3].map |$x| { if $x == 3 { break() } $x },
  'next'        => [1, 2, 3].map |$x| { if $x == 2 { next('two') } $x },
}
$out.each |$name, $value| { notify { $name: message => String($value, '%p') } }
