# The habits of OpenStack's modules in one place.
class cloud::deps {
  anchor { 'cloud::install::begin': }
  -> Package<| tag == 'cloud-package' |>
  ~> anchor { 'cloud::install::end': }
  -> Keystone_config<| tag == 'cloud' |>
  ~> anchor { 'cloud::service::begin': }
  ~> Service<| tag == 'cloud-service' |>
  ~> anchor { 'cloud::service::end': }
}
class cloud (
  $url     = false,
  $workers = $::os_workers,
  $driver  = $::os_service_default,
) {
  include cloud::deps
  package { 'cloud': tag => ['openstack', 'cloud-package'] }
  if $url {
    keystone_config { 'cloud/url': value => $url }
  } else {
    keystone_config { 'cloud/url': ensure => absent }
  }
  keystone_config {
    'cloud/workers': value => $workers, tag => 'cloud';
    'cloud/driver':  value => join(any2array($driver), ','), tag => 'cloud';
  }
}
class cloud::api ($enabled = true) inherits cloud {
  Package['cloud'] { ensure => latest }
  keystone_config { 'cloud/api': value => "${::cloud::workers}/${workers}", secret => true }
  service { 'cloud-api': ensure => $enabled ? { true => running, default => stopped }, tag => 'cloud-service' }
}
class { 'cloud::api': }
resources { 'keystone_config': purge => false }
