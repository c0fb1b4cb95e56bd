class a {
    $b    = 1
    $long = 2
    $c = 3
    # a remark
    $widest = {
      'd' => 1,
    }
    $e      = $f.map |$g| {
      $h     = 1
      $other = 2
      $h
    }

    $one = 1
    $longer = 2
    $i  = 3

    $apart     = 1
    include j
    $same   = 1
    $name   = 2
    $k[0] = 3
    [$l, $m]   = n()
    if $o { $p   = 1 } else { $q = 2 }
    $text    =
      'on the next line'
    $more    = 1
    $r.each |$s  = 1| { notice($s) }
    $t    = 1
    $uuuu = $v    = 2
    $w
      = 3
}
$x   = 1
$yyy = 2
