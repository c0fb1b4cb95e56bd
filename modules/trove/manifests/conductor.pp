# The service that writes down what the guests report.
class trove::conductor (
  $enabled           = true,
  $manage_service    = true,
  $package_ensure    = 'present',
  $workers           = $facts['os_workers'],
  $conductor_manager = $facts['os_service_default'],
  $enable_profiler   = $facts['os_service_default'],
  $trace_sqlalchemy  = $facts['os_service_default'],
) inherits trove {
  include trove::deps
  include trove::params

  trove_config {
    'DEFAULT/trove_conductor_workers': value => $workers;
    'DEFAULT/conductor_manager':       value => $conductor_manager;
    'profiler/enabled':                value => $enable_profiler;
    'profiler/trace_sqlalchemy':       value => $trace_sqlalchemy;
  }

  trove::generic_service { 'conductor':
    enabled        => $enabled,
    manage_service => $manage_service,
    package_ensure => $package_ensure,
    package_name   => $::trove::params::conductor_package_name,
    service_name   => $::trove::params::conductor_service_name,
  }
}
