# One of Trove's services: its package and whether it runs. The title is its short name, such as api.
define trove::generic_service (
  $package_name,
  $service_name,
  $enabled        = false,
  $manage_service = true,
  $package_ensure = 'present',
) {
  include trove::deps
  include trove::params

  $full_name = "trove-${name}"

  if $package_name and !defined(Package[$package_name]) {
    package { $full_name:
      ensure => $package_ensure,
      name   => $package_name,
      tag    => ['openstack', 'trove-package'],
    }
  }

  if $service_name and $manage_service {
    $service_ensure = $enabled ? {
      true    => 'running',
      default => 'stopped',
    }

    service { $full_name:
      ensure    => $service_ensure,
      name      => $service_name,
      enable    => $enabled,
      hasstatus => true,
      tag       => 'trove-service',
    }
  }
}
