# The service that does the long work: making, resizing and removing instances.
class trove::taskmanager (
  $enabled                = true,
  $manage_service         = true,
  $package_ensure         = 'present',
  $guestagent_config_file = '/etc/trove/trove-guestagent.conf',
  $taskmanager_manager    = 'trove.taskmanager.manager.Manager',
) inherits trove {
  include trove::deps
  include trove::params
  include trove::guestagent

  trove_config {
    'DEFAULT/guest_config':                    value => $guestagent_config_file;
    'DEFAULT/taskmanager_manager':             value => $taskmanager_manager;
    'DEFAULT/exists_notification_transformer': ensure => absent;
  }

  trove::generic_service { 'taskmanager':
    enabled        => $enabled,
    manage_service => $manage_service,
    package_ensure => $package_ensure,
    package_name   => $::trove::params::taskmanager_package_name,
    service_name   => $::trove::params::taskmanager_service_name,
  }
}
