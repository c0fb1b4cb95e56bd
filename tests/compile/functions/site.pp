# Functions in Puppet's language: types, defaults, rest arguments, blocks, recursion, autoloading, return.
function double(Integer $n) >> Integer { $n * 2 }
function demo_sum(Numeric *$numbers) { $numbers.reduce(0) |$m, $n| { $m + $n } }
function greet(String $who = 'you', Optional[String] $how = undef) {
  $how ? { undef => "hello ${who}", default => "${how} ${who}" }
}
function factorial(Integer[0] $n) {
  if $n < 2 { return 1 }
  $n * factorial($n - 1)
}
function early($list) {
  $list.each |$x| {
    if $x > 2 { return "found ${x}" }
  }
  'none'
}
notify { "double ${double(4)}": }
notify { "sum ${demo_sum(1, 2.5, 3)} ${demo_sum()}": }
notify { "greet ${greet()} ${greet('Anna')} ${greet('Anna', 'hi')}": }
$five = 5
notify { "factorial ${factorial(10)} ${$five.factorial}": }
notify { "early ${early([1, 2, 3, 4])} ${early([])}": }
notify { "autoloaded ${demo::url('host', 80)} ${demo::deep::name()}": }
include demo
