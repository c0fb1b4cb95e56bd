case $a {
  b: { { 'c' => 1 } }
  { 'd' => 2 }: { file { 'e': } }
  /f/: { [1] }
  [2]: { }
}
file { 'case': case => 1 }
case { 'a' => 1 } { { 'a' => 1 }: { } }
