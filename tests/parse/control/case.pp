case $a {
  1: { }
  'two', "three${x}", four: { notice 1 }
  /five/: { notice $0 }
  Integer[6, 7]: { }
  [8, 9]: { }
  { 'ten' => 11 }: { }
  undef: { }
  *$list: { }
  -1: { }
  (12): { }
  $a[1]: { }
  f(13): { }
  default: { }
}
case $a { x: { case $b { y: { 1 } } } z: { } }
$r = case $a { 1: { 'one' } default: { 'many' } }
case [1, 2] { [1, Integer]: { } }
