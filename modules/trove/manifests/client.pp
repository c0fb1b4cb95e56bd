# Trove's part of the OpenStack command line.
class trove::client (
  $package_ensure      = 'present',
  $client_package_name = $trove::params::client_package_name,
) inherits trove::params {
  include trove::deps
  include openstacklib::openstackclient

  package { 'python-troveclient':
    ensure => $package_ensure,
    name   => $client_package_name,
    tag    => 'openstack',
  }
}
