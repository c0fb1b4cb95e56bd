# The database of a service; the title is the settings type, unless `config` names it.
define oslo::db (
  $config                  = $name,
  $config_group            = 'database',
  $manage_backend_package  = true,
  $backend_package_ensure  = present,
  $connection              = $facts['os_service_default'],
  $slave_connection        = $facts['os_service_default'],
  $backend                 = $facts['os_service_default'],
  $sqlite_synchronous      = $facts['os_service_default'],
  $mysql_sql_mode          = $facts['os_service_default'],
  $mysql_enable_ndb        = $facts['os_service_default'],
  $connection_recycle_time = $facts['os_service_default'],
  $connection_debug        = $facts['os_service_default'],
  $connection_trace        = $facts['os_service_default'],
  $max_pool_size           = $facts['os_service_default'],
  $max_retries             = $facts['os_service_default'],
  $max_overflow            = $facts['os_service_default'],
  $retry_interval          = $facts['os_service_default'],
  $pool_timeout            = $facts['os_service_default'],
  $use_db_reconnect        = $facts['os_service_default'],
  $db_retry_interval       = $facts['os_service_default'],
  $db_inc_retry_interval   = $facts['os_service_default'],
  $db_max_retry_interval   = $facts['os_service_default'],
  $db_max_retries          = $facts['os_service_default'],
) {
  include oslo::params

  # A password is part of the URL, so that it may come as Sensitive; only its beginning is looked at here.
  $url = unwrap($connection)

  unless is_service_default($url) {
    if $url !~ Oslo::Dbconn {
      fail("The database_connection of ${name} is not a URL of SQLite, MySQL or PostgreSQL")
    }
    $backend_package = $url ? {
      /^mysql\+pymysql:/ => $oslo::params::pymysql_package_name,
      /^sqlite:/         => $oslo::params::sqlite_package_name,
      default            => undef,
    }
    if $manage_backend_package and $backend_package {
      ensure_packages($backend_package, {
        'ensure' => $backend_package_ensure,
        'tag'    => ['openstack', 'oslo-db-backend'],
      })
    }
  }

  create_resources($config, {
    "${config_group}/connection"              => { value => $connection, secret => true },
    "${config_group}/slave_connection"        => { value => $slave_connection, secret => true },
    "${config_group}/backend"                 => { value => $backend },
    "${config_group}/sqlite_synchronous"      => { value => $sqlite_synchronous },
    "${config_group}/mysql_sql_mode"          => { value => $mysql_sql_mode },
    "${config_group}/mysql_enable_ndb"        => { value => $mysql_enable_ndb },
    "${config_group}/connection_recycle_time" => { value => $connection_recycle_time },
    "${config_group}/connection_debug"        => { value => $connection_debug },
    "${config_group}/connection_trace"        => { value => $connection_trace },
    "${config_group}/max_pool_size"           => { value => $max_pool_size },
    "${config_group}/max_retries"             => { value => $max_retries },
    "${config_group}/max_overflow"            => { value => $max_overflow },
    "${config_group}/retry_interval"          => { value => $retry_interval },
    "${config_group}/pool_timeout"            => { value => $pool_timeout },
    "${config_group}/use_db_reconnect"        => { value => $use_db_reconnect },
    "${config_group}/db_retry_interval"       => { value => $db_retry_interval },
    "${config_group}/db_inc_retry_interval"   => { value => $db_inc_retry_interval },
    "${config_group}/db_max_retry_interval"   => { value => $db_max_retry_interval },
    "${config_group}/db_max_retries"          => { value => $db_max_retries },
  })
}
