$x = $a[1]
notice $a[1]
notice $a
[1].each |$i| { }
$z = $a['b']
  ['c']
[1, 2] [0]
