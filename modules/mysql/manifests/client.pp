# The command line of the server.
class mysql::client (
  String $package_name   = $mysql::params::client_package_name,
  String $package_ensure = 'present',
) inherits mysql::params {
  package { 'mysql_client':
    ensure => $package_ensure,
    name   => $package_name,
  }
}
