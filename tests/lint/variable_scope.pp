class a ($b, $c = $unknown_default) {
  $d = $b
  [$e, $f] = [1, 2]
  $g = [$d, $e, $f, $title, $facts['os'], $::h, $i::j]
  $g.each |$k, $l| {
    notify { "${k} ${l} ${nowhere}": message => $1 }
  }
  notice($k)
}
define m {
  notice($name, $g)
}
$n = $o
