toolbox::setting { 'a': value => 'b', port => 80, kinds => ['a', 'b'] }
toolbox::setting { 'b': value => 1, port => '80', kinds => ['a', 'c'] }
toolbox::setting { 'c': value => $unknown, port => 70000, kinds => 'a' }
toolbox::setting { 'd': value => "a${b}", port => undef }
class { 'toolbox::server': manage => 'yes', label => undef, port => -1 }
class { 'toolbox::server': label => '' }
toolbox::setting { 'e': value => 'b', list => [1, [2, 'x']], tree => 1, kind => 1 }
define toolbox::inferred (
  String $text,
  Optional[Integer] $number = undef,
  Toolbox::Port $port = 80,
  Enum['x', 'y'] $kind = 'x',
  Variant[String, Integer] $either = 1,
  String $shadow = $text,
) {
  toolbox::setting { 'a': value => $number, port => $text, kinds => [$kind], list => $text, tree => $port }
  toolbox::setting { 'b': value => $either, port => $number, kinds => ['a', $text], list => [$port], tree => $text }
  $again = $text
  $sum = $port + 1
  $same = $port == 80
  $list = [$text]
  toolbox::setting { 'c': value => $sum, port => $again, kinds => $list }
  toolbox::setting { 'd': value => $same, port => $sum, kinds => ["a${text}"] }
  if $number {
    $branch = 1
    toolbox::setting { 'e': value => $branch, port => $shadow }
  } else {
    $other = 1
  }
  toolbox::setting { 'f': value => $other, port => $later }
  $later = 'x'
  [1].each |$shadow, $changing| {
    $changing = 2
    toolbox::setting { 'g': value => $changing, port => $shadow }
  }
  $chosen = $number ? { 1 => 'a', default => 'b' }
  toolbox::setting { 'h': value => $text.length, port => $chosen, kinds => $text.split(',') }
  toolbox::setting { 'i': value => Sensitive('x'), port => -$port, list => { 'a' => $text } }
  toolbox::setting { 'j': value => { 'a' => 1 }.keys, port => Integer('1'), tree => File['/a'] }
  toolbox::setting { 'k': value => toolbox::label('a'), port => toolbox::label('b') }
  toolbox::setting { 'l': value => [$unknown], port => $port, kinds => [$unknown, $port], list => $list }
}
