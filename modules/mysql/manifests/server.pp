# A MariaDB server. Root gets in over the socket, without a password, as the package has it.
#
# The configuration is a file of its own that is read after the package's files, which stay as they are.
class mysql::server (
  String $package_name              = $mysql::params::server_package_name,
  String $package_ensure            = 'present',
  String $service_name              = $mysql::params::server_service_name,
  Boolean $service_enabled          = true,
  Boolean $service_manage           = true,
  Boolean $manage_config_file       = true,
  Stdlib::Absolutepath $config_file = $mysql::params::config_file,
  Boolean $restart                  = true,
  Hash $override_options            = {},
  Hash $databases                   = {},
  Hash $users                       = {},
  Hash $grants                      = {},
) inherits mysql::params {
  $options = deep_merge($mysql::params::default_options, $override_options)

  contain mysql::server::install
  contain mysql::server::config
  contain mysql::server::service

  Class['mysql::server::install']
  -> Class['mysql::server::config']
  -> Class['mysql::server::service']

  if $restart {
    Class['mysql::server::config'] ~> Class['mysql::server::service']
  }

  create_resources('mysql_database', $databases, { 'ensure' => 'present' })
  create_resources('mysql_user', $users, { 'ensure' => 'present' })
  create_resources('mysql_grant', $grants, { 'ensure' => 'present' })
}
