case $a {
  Debian: { }
  b, 'c': { }
  Foo::Bar: { }
  Integer: { }
  default: { }
}
