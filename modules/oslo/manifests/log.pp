# What a service writes to its log, and where; the title is the settings type.
define oslo::log (
  $debug                         = $facts['os_service_default'],
  $log_config_append             = $facts['os_service_default'],
  $log_date_format               = $facts['os_service_default'],
  $log_dir                       = $facts['os_service_default'],
  $log_file                      = $facts['os_service_default'],
  $watch_log_file                = $facts['os_service_default'],
  $use_syslog                    = $facts['os_service_default'],
  $use_journal                   = $facts['os_service_default'],
  $use_json                      = $facts['os_service_default'],
  $use_stderr                    = $facts['os_service_default'],
  $syslog_log_facility           = $facts['os_service_default'],
  $logging_context_format_string = $facts['os_service_default'],
  $logging_default_format_string = $facts['os_service_default'],
  $logging_debug_format_suffix   = $facts['os_service_default'],
  $logging_exception_prefix      = $facts['os_service_default'],
  $logging_user_identity_format  = $facts['os_service_default'],
  $default_log_levels            = $facts['os_service_default'],
  $publish_errors                = $facts['os_service_default'],
  $instance_format               = $facts['os_service_default'],
  $instance_uuid_format          = $facts['os_service_default'],
  $fatal_deprecations            = $facts['os_service_default'],
) {
  $levels = $default_log_levels ? {
    Hash    => join(sort(join_keys_to_values($default_log_levels, '=')), ','),
    Array   => join(sort($default_log_levels), ','),
    default => $default_log_levels,
  }
  $debugging = is_service_default($debug) ? {
    true    => $debug,
    default => any2bool($debug),
  }

  create_resources($name, {
    'DEFAULT/debug'                         => { value => $debugging },
    'DEFAULT/log_config_append'             => { value => $log_config_append },
    'DEFAULT/log_date_format'               => { value => $log_date_format },
    'DEFAULT/log_dir'                       => { value => $log_dir },
    'DEFAULT/log_file'                      => { value => $log_file },
    'DEFAULT/watch_log_file'                => { value => $watch_log_file },
    'DEFAULT/use_syslog'                    => { value => $use_syslog },
    'DEFAULT/use_journal'                   => { value => $use_journal },
    'DEFAULT/use_json'                      => { value => $use_json },
    'DEFAULT/use_stderr'                    => { value => $use_stderr },
    'DEFAULT/syslog_log_facility'           => { value => $syslog_log_facility },
    'DEFAULT/logging_context_format_string' => { value => $logging_context_format_string },
    'DEFAULT/logging_default_format_string' => { value => $logging_default_format_string },
    'DEFAULT/logging_debug_format_suffix'   => { value => $logging_debug_format_suffix },
    'DEFAULT/logging_exception_prefix'      => { value => $logging_exception_prefix },
    'DEFAULT/logging_user_identity_format'  => { value => $logging_user_identity_format },
    'DEFAULT/default_log_levels'            => { value => $levels },
    'DEFAULT/publish_errors'                => { value => $publish_errors },
    'DEFAULT/instance_format'               => { value => $instance_format },
    'DEFAULT/instance_uuid_format'          => { value => $instance_uuid_format },
    'DEFAULT/fatal_deprecations'            => { value => $fatal_deprecations },
  })
}
