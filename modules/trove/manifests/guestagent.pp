# The settings that a guest agent finds in its virtual machine, and (where wanted) an agent on this host.
#
# The file is there with the right owner and mode before the first password goes into it. Its template is
# what the agent's own package does not ship: the commented-out defaults. It is written once; from then on
# each setting is kept by a trove_guestagent_config.
class trove::guestagent (
  $enabled                 = false,
  $manage_service          = false,
  $package_ensure          = 'present',
  $config_file             = $::trove::params::guestagent_config,
  $debug                   = $facts['os_service_default'],
  $log_file                = '/var/log/trove/trove-guestagent.log',
  $log_dir                 = '/var/log/trove',
  $use_syslog              = $facts['os_service_default'],
  $log_facility            = $facts['os_service_default'],
  $swift_url               = $::trove::swift_url,
  $swift_service_type      = $facts['os_service_default'],
  $default_transport_url   = $::trove::default_transport_url,
  $rabbit_use_ssl          = $::trove::rabbit_use_ssl,
  $root_grant              = $facts['os_service_default'],
  $root_grant_option       = $facts['os_service_default'],
  $default_password_length = $facts['os_service_default'],
  $datastores              = ['mysql', 'mariadb', 'postgresql'],
) inherits trove {
  include trove::deps
  include trove::params
  include trove::guestagent::service_credentials

  file { $config_file:
    ensure  => file,
    owner   => 'root',
    group   => $::trove::params::group,
    mode    => '0640',
    replace => false,
    content => template('trove/trove-guestagent.conf.erb'),
    require => Anchor['trove::install::end'],
    before  => Anchor['trove::config::begin'],
  }

  $swift_url_real = $swift_url ? {
    false   => $facts['os_service_default'],
    default => $swift_url,
  }

  trove_guestagent_config {
    'DEFAULT/swift_url':               value => $swift_url_real;
    'DEFAULT/swift_service_type':      value => $swift_service_type;
    'DEFAULT/root_grant':              value => $root_grant;
    'DEFAULT/root_grant_option':       value => $root_grant_option;
    'DEFAULT/default_password_length': value => $default_password_length;
  }

  oslo::messaging::default { 'trove_guestagent_config':
    transport_url        => $default_transport_url,
    control_exchange     => $::trove::control_exchange,
    rpc_response_timeout => $::trove::rpc_response_timeout,
  }

  oslo::messaging::notifications { 'trove_guestagent_config':
    transport_url => $::trove::notification_transport_url,
    driver        => $::trove::notification_driver,
    topics        => $::trove::notification_topics,
  }

  oslo::messaging::rabbit { 'trove_guestagent_config':
    rabbit_use_ssl          => $rabbit_use_ssl,
    rabbit_ha_queues        => $::trove::rabbit_ha_queues,
    heartbeat_in_pthread    => $::trove::rabbit_heartbeat_in_pthread,
    amqp_durable_queues     => $::trove::amqp_durable_queues,
    kombu_ssl_ca_certs      => $::trove::kombu_ssl_ca_certs,
    kombu_ssl_certfile      => $::trove::kombu_ssl_certfile,
    kombu_ssl_keyfile       => $::trove::kombu_ssl_keyfile,
    kombu_ssl_version       => $::trove::kombu_ssl_version,
    kombu_reconnect_delay   => $::trove::kombu_reconnect_delay,
    kombu_failover_strategy => $::trove::kombu_failover_strategy,
  }

  oslo::messaging::amqp { 'trove_guestagent_config':
    server_request_prefix => $::trove::amqp_server_request_prefix,
    broadcast_prefix      => $::trove::amqp_broadcast_prefix,
    group_request_prefix  => $::trove::amqp_group_request_prefix,
    container_name        => $::trove::amqp_container_name,
    idle_timeout          => $::trove::amqp_idle_timeout,
    trace                 => $::trove::amqp_trace,
    ssl_ca_file           => $::trove::amqp_ssl_ca_file,
    ssl_cert_file         => $::trove::amqp_ssl_cert_file,
    ssl_key_file          => $::trove::amqp_ssl_key_file,
    ssl_key_password      => $::trove::amqp_ssl_key_password,
    sasl_mechanisms       => $::trove::amqp_sasl_mechanisms,
    sasl_config_dir       => $::trove::amqp_sasl_config_dir,
    sasl_config_name      => $::trove::amqp_sasl_config_name,
    username              => $::trove::amqp_username,
    password              => $::trove::amqp_password,
  }

  oslo::log { 'trove_guestagent_config':
    debug               => $debug,
    log_file            => $log_file,
    log_dir             => $log_dir,
    use_syslog          => $use_syslog,
    syslog_log_facility => $log_facility,
  }

  trove::generic_service { 'guestagent':
    enabled        => $enabled,
    manage_service => $manage_service,
    package_ensure => $package_ensure,
    package_name   => $::trove::params::guestagent_package_name,
    service_name   => $::trove::params::guestagent_service_name,
  }
}
