# The REST API.
class nova::api (
  Integer[1] $workers = 1,
  Boolean $enabled    = true,
) inherits nova {
  include nova::deps
  include nova::db::sync

  package { 'nova-api':
    ensure => present,
    tag    => ['openstack', 'nova-package'],
  }

  nova_api_uwsgi_config { 'uwsgi/processes':
    value => $workers,
  }

  $service_ensure = $enabled ? { true => 'running', false => 'stopped' }

  service { 'nova-api':
    ensure    => $service_ensure,
    enable    => $enabled,
    hasstatus => true,
    tag       => 'nova-service',
  }
}
