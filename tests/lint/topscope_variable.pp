class a {
  $b = $::c::d
  $e = "${::c::d} $::c::d"
  $f = $c::d
  $g = $::kernel
}
