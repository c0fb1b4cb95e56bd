# Waits until a service answers: the command is tried until it succeeds, and not run where `unless` holds.
define openstacklib::service_validation (
  String $command,
  String $service_name     = $name,
  Array[String] $path      = ['/usr/bin', '/bin', '/usr/sbin', '/sbin'],
  String $provider         = 'posix',
  Integer $tries           = 10,
  Integer $try_sleep       = 2,
  Optional[String] $onlyif = undef,
  Optional[String] $unless = undef,
  Boolean $refreshonly     = false,
) {
  if $onlyif and $unless {
    fail('Only one parameter should be declared: onlyif or unless')
  }

  exec { "execute ${service_name} validation":
    command     => $command,
    path        => $path,
    provider    => $provider,
    tries       => $tries,
    try_sleep   => $try_sleep,
    onlyif      => $onlyif,
    unless      => $unless,
    refreshonly => $refreshonly,
    logoutput   => 'on_failure',
  }
}
