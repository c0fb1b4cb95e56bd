# Elements, slices, keys that are not there, texts, and calls on what was found.
$a = ['zero', 'one', 'two', 'three', 'four']
$h = { 'x' => { 'y' => ['deep'] }, 1 => 'number', undef => 'nothing' }
$s = 'abcdef'
$out = [
  $a[0], $a[-1], $a[1, 2], $a[1, -2], $a[9], $a[-3, 2],
  $h['x']['y'][0], $h[1], $h['none'], $h.dig('x', 'y', 0), $h.dig('q', 'y'),
  $s[0], $s[-2], $s[1, 3], $s[2, -1], $s[10],
  $a.length, $s.upcase, $h.keys, $a[1].capitalize, 'a-b-c'.split('-')[1],
  Integer('7'), Array({ 'a' => 1 }), String(undef), Numeric('0x1f'), Boolean('yes'),
]
$out.each |$i, $v| { notify { "${i}": message => String($v, '%p') } }
notify { "inside ${a[2]} ${h['x']['y'][0]} ${a.length} ${$a[0].upcase} ${s[0]}": }
