# Selectors and case: values, lists, types, regular expressions, default anywhere.
['trove', 'Trove', 'x86', '42', 42, true, undef, [1, 2], { 'a' => 1 }, 2.5].each |$i, $v| {
  $sel = $v ? {
    'trove'       => 'word',
    /^x(\d+)$/    => "x with ${1}",
    Integer[1,50] => 'small number',
    Boolean       => 'truth',
    undef         => 'nothing',
    default       => 'else',
  }
  case $v {
    default:                { $found = 'default' }
    'a', 'b', /^(\d)(\d)$/: { $found = "two digits ${1}${2}" }
    Array[Integer]:         { $found = 'numbers' }
    Hash, Float:            { $found = 'hash or float' }
    true:                   { $found = 'true' }
  }
  notify { "${i} ${sel} ${found}": }
}
$list = ['x', 'y']
case 'y' {
  *$list:  { notify { 'in the list': } }
  default: { notify { 'not in the list': } }
}
notify { case 3 { 3: { 'case as a value' } default: { 'no' } }: }
