# The running server.
class mysql::server::service {
  if $mysql::server::service_manage {
    $running = $mysql::server::service_enabled ? {
      true    => 'running',
      default => 'stopped',
    }

    service { 'mysqld':
      ensure     => $running,
      name       => $mysql::server::service_name,
      enable     => $mysql::server::service_enabled,
      hasstatus  => true,
      hasrestart => true,
    }
  }
}
