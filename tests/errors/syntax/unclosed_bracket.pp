class a {
  $a = [1, 2
  $b = 3
}
