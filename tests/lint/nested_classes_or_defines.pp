class a {
  class b {
    define c { }
  }
  class { 'd': }
}
define e {
}
