# Lambdas over arrays, hashes, ranges and texts.
$list = [3, 1, 2]
$hash = { 'b' => 2, 'a' => 1 }
$list.each |$n| { notify { "each ${n}": } }
$list.each |$i, $n| { notify { "each ${i}:${n}": } }
$hash.each |$k, $v| { notify { "hash ${k}=${v}": } }
$hash.each |$pair| { notify { "pair ${pair[0]}-${pair[1]}": } }
notify { 'map': message => $list.map |$n| { $n * 10 }.join(',') }
notify { 'filter': message => String($hash.filter |$k, $v| { $v > 1 }) }
notify { 'reduce': message => String($list.reduce |$memo, $n| { $memo + $n }) }
notify { 'reduce start': message => String($list.reduce(100) |$memo, $n| { $memo - $n }) }
notify { 'slice': message => String([1, 2, 3, 4, 5].slice(2)) }
notify { 'with': message => with(1, 2) |$a, $b| { "${a}/${b}" } }
notify { 'integer': message => String(Integer[2, 4].map |$x| { $x }) }
notify { 'times': message => String(3.map |$x| { $x }) }
notify { 'step': message => String([0, 1, 2, 3, 4].step(2).map |$x| { $x }) }
notify { 'reverse': message => String($list.reverse_each.map |$x| { $x }) }
notify { 'any': message => "${$list.any |$n| { $n > 2 }} ${$list.all |$n| { $n > 2 }}" }
notify { 'index': message => String($list.index |$n| { $n == 1 }) }
notify { 'tree': message => String([[1, [2]], { 'a' => 3 }].tree_each({ 'include_containers' => false }).map |$p| { "${p}" }) }
notify { 'partition': message => String($list.partition |$n| { $n > 1 }) }
notify { 'group': message => String(['a', 'bb', 'c'].group_by |$t| { $t.length }) }
