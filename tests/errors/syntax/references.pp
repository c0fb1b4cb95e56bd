$a = Foo::bar
$b = ::Foo::bar
$c = foo::1
$d = ::1
$e = Foo::
$f = 1
