# Which variables a lambda, a define and a class can see, and what a define inherits from whom declares it.
$top = 'top'
define seen ($own = 'own') {
  $inside = "${own} ${top} ${name}"
  [1].each |$i| { notify { "${inside} ${i}": } }
  if true { $conditional = 'set' }
  notify { "${name} ${conditional}": }
}
class holder {
  $top = 'class'
  $maker = 'maker'
  Notify { tag => 'from_holder' }
  seen { 'a': own => $top }
  $sum = [1, 2, 3].reduce(0) |$memo, $n| { $step = $memo + $n  $step }
  notify { "sum ${sum} ${holder::maker}": }
}
include holder
seen { 'b': }
