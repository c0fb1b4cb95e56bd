# What the server is called and where its files are.
class mysql::params {
  case $facts['os']['family'] {
    'Debian': {
      $server_package_name = 'mariadb-server'
      $client_package_name = 'mariadb-client'
      $server_service_name = 'mariadb'
      $config_file = '/etc/mysql/mariadb.conf.d/90-puppet.cnf'
    }
    'RedHat': {
      $server_package_name = 'mariadb-server'
      $client_package_name = 'mariadb'
      $server_service_name = 'mariadb'
      $config_file = '/etc/my.cnf.d/puppet.cnf'
    }
    default: {
      fail("Unsupported osfamily: ${facts['os']['family']}, module ${module_name} knows Debian and RedHat")
    }
  }

  $default_options = {
    'mysqld' => {
      'bind-address'       => '127.0.0.1',
      'max_connections'    => 151,
      'max_allowed_packet' => '16M',
      'skip-name-resolve'  => false,
    },
  }
}
