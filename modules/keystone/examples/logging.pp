# Keystone's log to syslog.
class { 'keystone::logging':
  use_syslog   => true,
  log_facility => 'LOG_LOCAL0',
}
