class a (
    $b = 1,
  $c = 2,
) {
 file { 'd':
    ensure => file,
      mode   => '0644',
  }
  $e = [
  1,
    2,
  ]
  $f =
    'g'
  if $h {
  # remarks may stand anywhere
     include i
  } else {
include j
  }
  file {
    'k':
      ensure => file;
    'l':
      ensure => file,
  }
  $m = @(END)
    text
      | END
}
