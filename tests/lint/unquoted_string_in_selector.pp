$a = $b ? {
  Debian  => 1,
  c       => present,
  'd'     => 2,
  default => 3,
}
