# RabbitMQ as transport; the title is the settings type.
define oslo::messaging::rabbit (
  $amqp_durable_queues                  = $facts['os_service_default'],
  $rabbit_use_ssl                       = $facts['os_service_default'],
  $rabbit_ha_queues                     = $facts['os_service_default'],
  $rabbit_login_method                  = $facts['os_service_default'],
  $rabbit_retry_interval                = $facts['os_service_default'],
  $rabbit_retry_backoff                 = $facts['os_service_default'],
  $rabbit_interval_max                  = $facts['os_service_default'],
  $rabbit_transient_queues_ttl          = $facts['os_service_default'],
  $rabbit_qos_prefetch_count            = $facts['os_service_default'],
  $heartbeat_timeout_threshold          = $facts['os_service_default'],
  $heartbeat_rate                       = $facts['os_service_default'],
  $heartbeat_in_pthread                 = $facts['os_service_default'],
  $kombu_ssl_version                    = $facts['os_service_default'],
  $kombu_ssl_keyfile                    = $facts['os_service_default'],
  $kombu_ssl_certfile                   = $facts['os_service_default'],
  $kombu_ssl_ca_certs                   = $facts['os_service_default'],
  $kombu_reconnect_delay                = $facts['os_service_default'],
  $kombu_missing_consumer_retry_timeout = $facts['os_service_default'],
  $kombu_failover_strategy              = $facts['os_service_default'],
  $kombu_compression                    = $facts['os_service_default'],
) {
  $ssl_files = {
    'kombu_ssl_ca_certs' => $kombu_ssl_ca_certs,
    'kombu_ssl_certfile' => $kombu_ssl_certfile,
    'kombu_ssl_keyfile'  => $kombu_ssl_keyfile,
    'kombu_ssl_version'  => $kombu_ssl_version,
  }
  $given = $ssl_files.filter |$_name, $value| { $value and !is_service_default($value) }

  unless $rabbit_use_ssl == true {
    $given.each |$parameter, $_value| {
      fail("${parameter} needs rabbit_use_ssl to be true")
    }
  }
  if ('kombu_ssl_certfile' in $given) != ('kombu_ssl_keyfile' in $given) {
    fail('kombu_ssl_certfile and kombu_ssl_keyfile go together')
  }
  if !is_service_default($kombu_compression) and !($kombu_compression in ['gzip', 'bz2']) {
    fail("kombu_compression is gzip or bz2, not ${kombu_compression}")
  }

  $settings = {
    'amqp_durable_queues'                  => $amqp_durable_queues,
    'ssl'                                  => $rabbit_use_ssl,
    'ssl_version'                          => $kombu_ssl_version,
    'ssl_key_file'                         => $kombu_ssl_keyfile,
    'ssl_cert_file'                        => $kombu_ssl_certfile,
    'ssl_ca_file'                          => $kombu_ssl_ca_certs,
    'rabbit_ha_queues'                     => $rabbit_ha_queues,
    'rabbit_login_method'                  => $rabbit_login_method,
    'rabbit_retry_interval'                => $rabbit_retry_interval,
    'rabbit_retry_backoff'                 => $rabbit_retry_backoff,
    'rabbit_interval_max'                  => $rabbit_interval_max,
    'rabbit_transient_queues_ttl'          => $rabbit_transient_queues_ttl,
    'rabbit_qos_prefetch_count'            => $rabbit_qos_prefetch_count,
    'heartbeat_timeout_threshold'          => $heartbeat_timeout_threshold,
    'heartbeat_rate'                       => $heartbeat_rate,
    'heartbeat_in_pthread'                 => $heartbeat_in_pthread,
    'kombu_reconnect_delay'                => $kombu_reconnect_delay,
    'kombu_missing_consumer_retry_timeout' => $kombu_missing_consumer_retry_timeout,
    'kombu_failover_strategy'              => $kombu_failover_strategy,
    'kombu_compression'                    => $kombu_compression,
  }
  $resources = $settings.reduce({}) |$all, $pair| {
    $all + { "oslo_messaging_rabbit/${pair[0]}" => { 'value' => $pair[1] } }
  }
  create_resources($name, $resources)
}
