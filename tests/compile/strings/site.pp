# Quotes, escapes, interpolation of every kind.
$who = 'Anna'
$list = [1, 'two', undef, true, { 'k' => 'v' }]
$texts = {
  'single'    => 'no $who, a \' quote, a \\ and \n',
  'double'    => "tab\tnew\nline \$who \"quoted\" \u00e9 \u{1F600} \s.",
  'variable'  => "$who ${who} ${who}s",
  'expr'      => "${1 + 2} ${$who.upcase} ${if true { 'yes' }} ${who =~ /A/}",
  'nested'    => "outer ${"inner ${who} ${"most ${[1]}"}"}",
  'list'      => "${list} ${list[1]} ${[]} ${{}}",
  'numbers'   => "${[1.50, 10000000000000000.0, -0.001, 1e100, 0x10]}",
  'types'     => "${Integer[1, 2]} ${String} ${File['/x']} ${Class['a']} ${/re+/}",
  'default'   => "${[undef, false]}|${''}|",
  'dollar'    => "costs 5$ or $ 6 and \${7}",
  'multi
line' => 'kept',
}
$texts.each |$title, $text| { notify { $title: message => $text } }
