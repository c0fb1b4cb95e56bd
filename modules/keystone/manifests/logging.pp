# Keystone's log.
class keystone::logging (
  $debug              = $facts['os_service_default'],
  $log_dir            = '/var/log/keystone',
  $log_file           = $facts['os_service_default'],
  $log_config_append  = $facts['os_service_default'],
  $log_date_format    = $facts['os_service_default'],
  $log_facility       = $facts['os_service_default'],
  $watch_log_file     = $facts['os_service_default'],
  $use_syslog         = $facts['os_service_default'],
  $use_journal        = $facts['os_service_default'],
  $use_json           = $facts['os_service_default'],
  $use_stderr         = $facts['os_service_default'],
  $default_log_levels = $facts['os_service_default'],
  $publish_errors     = $facts['os_service_default'],
  $fatal_deprecations = $facts['os_service_default'],
) {
  include keystone::deps

  oslo::log { 'keystone_config':
    debug               => $debug,
    log_dir             => $log_dir,
    log_file            => $log_file,
    log_config_append   => $log_config_append,
    log_date_format     => $log_date_format,
    syslog_log_facility => $log_facility,
    watch_log_file      => $watch_log_file,
    use_syslog          => $use_syslog,
    use_journal         => $use_journal,
    use_json            => $use_json,
    use_stderr          => $use_stderr,
    default_log_levels  => $default_log_levels,
    publish_errors      => $publish_errors,
    fatal_deprecations  => $fatal_deprecations,
  }
}
