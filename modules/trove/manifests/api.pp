# Trove's REST API.
class trove::api (
  $enabled             = true,
  $manage_service      = true,
  $package_ensure      = 'present',
  $bind_host           = $facts['os_service_default'],
  $bind_port           = $facts['os_service_default'],
  $backlog             = $facts['os_service_default'],
  $workers             = $facts['os_workers'],
  $auth_strategy       = 'keystone',
  $cert_file           = false,
  $key_file            = false,
  $ca_file             = false,
  $http_get_rate       = $facts['os_service_default'],
  $http_post_rate      = $facts['os_service_default'],
  $http_put_rate       = $facts['os_service_default'],
  $http_delete_rate    = $facts['os_service_default'],
  $http_mgmt_post_rate = $facts['os_service_default'],
  $taskmanager_queue   = $facts['os_service_default'],
  $purge_config        = false,
) inherits trove {
  include trove::deps
  include trove::params
  include trove::db
  include trove::db::sync
  include trove::api::service_credentials

  if $auth_strategy == 'keystone' {
    include trove::keystone::authtoken
  }

  resources { 'trove_config':
    purge => $purge_config,
  }

  trove_config {
    'DEFAULT/bind_host':           value => $bind_host;
    'DEFAULT/bind_port':           value => $bind_port;
    'DEFAULT/backlog':             value => $backlog;
    'DEFAULT/trove_api_workers':   value => $workers;
    'DEFAULT/http_get_rate':       value => $http_get_rate;
    'DEFAULT/http_post_rate':      value => $http_post_rate;
    'DEFAULT/http_put_rate':       value => $http_put_rate;
    'DEFAULT/http_delete_rate':    value => $http_delete_rate;
    'DEFAULT/http_mgmt_post_rate': value => $http_mgmt_post_rate;
    'DEFAULT/taskmanager_queue':   value => $taskmanager_queue;
  }

  $tls = { 'cert_file' => $cert_file, 'key_file' => $key_file, 'ca_file' => $ca_file }
  $tls.each |$key, $file| {
    if $file {
      trove_config { "ssl/${key}": value => $file }
    } else {
      trove_config { "ssl/${key}": ensure => absent }
    }
  }

  trove::generic_service { 'api':
    enabled        => $enabled,
    manage_service => $manage_service,
    package_ensure => $package_ensure,
    package_name   => $::trove::params::api_package_name,
    service_name   => $::trove::params::api_service_name,
  }
}
