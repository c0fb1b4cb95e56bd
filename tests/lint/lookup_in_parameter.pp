class a ($b = lookup('c'), $d = [lookup('e')]) {
  $f = lookup('g')
}
