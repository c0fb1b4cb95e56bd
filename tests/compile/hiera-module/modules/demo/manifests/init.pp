class demo (String $package, Array[Integer] $ports) {
  package { $package: ensure => installed }
  $ports.each |$port| { notify { "${module_name} ${port}": } }
}
