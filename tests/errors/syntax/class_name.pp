class 'a' { }
class class { }
define "b" { }
