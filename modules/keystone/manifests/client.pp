# What speaks to Keystone from a shell.
class keystone::client (
  $client_package_name = $keystone::params::client_package_name,
  $ensure              = 'present',
) inherits keystone::params {
  include keystone::deps
  include openstacklib::openstackclient

  package { 'python-keystoneclient':
    ensure => $ensure,
    name   => $client_package_name,
    tag    => 'openstack',
  }
}
