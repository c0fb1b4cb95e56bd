# Numbers, comparison, texts, arrays and hashes.
$values = {
  'arithmetic' => [1 + 2, 7 - 10, 6 * 7, 7 / 2, -7 / 2, 7 % 3, -7 % 3, 2.0 * 3, 7 / 2.0, -(3), 1 << 4, 256 >> 3],
  'radix'      => [0x1F, 017, 1e3, 0xff + 010],
  'compare'    => [1 < 2, 2 <= 2, 'a' < 'B', 'abc' == 'ABC', 1 == 1.0, '1' == 1, undef == '', [1] == [1]],
  'match'      => ['abc' =~ /B/, 'abc' =~ /b/, 'abc' !~ 'd', 5 =~ Integer, 'x' =~ Enum['x', 'y']],
  'in'         => ['a' in ['A', 'b'], 'x' in { 'x' => 1 }, /c$/ in ['abc'], 'BC' in 'abcd', Integer in [1]],
  'arrays'     => [[1, 2] + [3], [1, 2] + { 'a' => 1 }, [1, 2, 2, 3] - [2], [1] << [2], [1] << 2],
  'hashes'     => [{ 'a' => 1 } + { 'b' => 2, 'a' => 3 }, { 'a' => 1, 'b' => 2 } - 'a', { 'a' => 1 } - { 'a' => 9 }],
  'splat'      => [*[1, 2], 3, *{ 'k' => 'v' }],
  'order'      => 2 + 3 * 4 - 10 / 5 % 3,
}
$values.each |$name, $value| { notify { $name: message => String($value, '%p') } }
