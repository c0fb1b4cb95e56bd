type A { }
type B inherits C { }
$a = 1
