$a = $::osfamily
$b = $facts['osfamily']
$c = "${facts['ipaddress_eth0']} ${::hostname} $::domain"
$d = $facts['memoryfree_mb']
$e = $facts['os']['family']
$f = $osfamily
$g = $facts['processor0']
