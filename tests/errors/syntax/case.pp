case $a {
  1 { }
  2: 3
}
case $b { }
$c = 1
