case $a {
  default: { }
  1: { }
  default: { }
  2, default: { }
}
$b = $c ? { default => 1, 2 => 3, default => 4, default => 5 }
