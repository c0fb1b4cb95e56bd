$a = 1
notify { 'one':
  message => $a,
}
class b {
  $c = 1
}
define d { }
function e() { }
node default { }
