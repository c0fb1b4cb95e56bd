# The server's settings.
class mysql::server::config {
  $options = $mysql::server::options

  if $mysql::server::manage_config_file {
    file { 'mysql-config-file':
      ensure  => file,
      path    => $mysql::server::config_file,
      owner   => 'root',
      group   => 'root',
      mode    => '0644',
      content => template('mysql/puppet.cnf.erb'),
    }
  }
}
