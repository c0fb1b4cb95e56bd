$a = $::kernel
$b = "${::kernel} $::kernel"
$c = $::osfamily
$d = $::facts['os']
$e = $::module::variable
$f = $kernel
