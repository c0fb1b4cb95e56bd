# What all of Trove's services have in common: the base package and their settings in trove.conf.
# The classes of the services inherit this one and read its parameters.
class trove (
  $package_ensure              = 'present',
  $default_transport_url       = $facts['os_service_default'],
  $control_exchange            = 'trove',
  $rpc_response_timeout        = $facts['os_service_default'],
  $notification_transport_url  = $facts['os_service_default'],
  $notification_driver         = $facts['os_service_default'],
  $notification_topics         = $facts['os_service_default'],
  $rabbit_use_ssl              = $facts['os_service_default'],
  $rabbit_ha_queues            = $facts['os_service_default'],
  $rabbit_heartbeat_in_pthread = $facts['os_service_default'],
  $amqp_durable_queues         = $facts['os_service_default'],
  $kombu_ssl_ca_certs          = $facts['os_service_default'],
  $kombu_ssl_certfile          = $facts['os_service_default'],
  $kombu_ssl_keyfile           = $facts['os_service_default'],
  $kombu_ssl_version           = $facts['os_service_default'],
  $kombu_reconnect_delay       = $facts['os_service_default'],
  $kombu_failover_strategy     = $facts['os_service_default'],
  $amqp_server_request_prefix  = $facts['os_service_default'],
  $amqp_broadcast_prefix       = $facts['os_service_default'],
  $amqp_group_request_prefix   = $facts['os_service_default'],
  $amqp_container_name         = $facts['os_service_default'],
  $amqp_idle_timeout           = $facts['os_service_default'],
  $amqp_trace                  = $facts['os_service_default'],
  $amqp_ssl_ca_file            = $facts['os_service_default'],
  $amqp_ssl_cert_file          = $facts['os_service_default'],
  $amqp_ssl_key_file           = $facts['os_service_default'],
  $amqp_ssl_key_password       = $facts['os_service_default'],
  $amqp_sasl_mechanisms        = $facts['os_service_default'],
  $amqp_sasl_config_dir        = $facts['os_service_default'],
  $amqp_sasl_config_name       = $facts['os_service_default'],
  $amqp_username               = $facts['os_service_default'],
  $amqp_password               = $facts['os_service_default'],
  $single_tenant_mode          = false,
  $nova_compute_url            = false,
  $cinder_url                  = false,
  $swift_url                   = false,
  $neutron_url                 = false,
  $nova_compute_service_type   = 'compute',
  $cinder_service_type         = 'volumev3',
  $swift_service_type          = 'object-store',
  $neutron_service_type        = 'network',
  $glance_service_type         = 'image',
  $nova_compute_endpoint_type  = $facts['os_service_default'],
  $cinder_endpoint_type        = $facts['os_service_default'],
  $swift_endpoint_type         = $facts['os_service_default'],
  $neutron_endpoint_type       = $facts['os_service_default'],
  $glance_endpoint_type        = $facts['os_service_default'],
  $trove_endpoint_type         = $facts['os_service_default'],
  $management_networks         = $facts['os_service_default'],
) {
  include trove::deps
  include trove::params
  include trove::policy

  package { 'trove':
    ensure => $package_ensure,
    name   => $::trove::params::common_package_name,
    tag    => ['openstack', 'trove-package'],
  }

  # Where the other services are. Without a URL, their endpoint is looked up in Keystone's catalog.
  if $nova_compute_url {
    trove_config { 'DEFAULT/nova_compute_url': value => $nova_compute_url }
  } else {
    trove_config { 'DEFAULT/nova_compute_url': ensure => absent }
  }
  if $cinder_url {
    trove_config { 'DEFAULT/cinder_url': value => $cinder_url }
  } else {
    trove_config { 'DEFAULT/cinder_url': ensure => absent }
  }
  if $swift_url {
    trove_config { 'DEFAULT/swift_url': value => $swift_url }
  } else {
    trove_config { 'DEFAULT/swift_url': ensure => absent }
  }
  if $neutron_url {
    trove_config { 'DEFAULT/neutron_url': value => $neutron_url }
  } else {
    trove_config { 'DEFAULT/neutron_url': ensure => absent }
  }

  trove_config {
    'DEFAULT/nova_compute_service_type':  value => $nova_compute_service_type;
    'DEFAULT/cinder_service_type':        value => $cinder_service_type;
    'DEFAULT/swift_service_type':         value => $swift_service_type;
    'DEFAULT/neutron_service_type':       value => $neutron_service_type;
    'DEFAULT/glance_service_type':        value => $glance_service_type;
    'DEFAULT/nova_compute_endpoint_type': value => $nova_compute_endpoint_type;
    'DEFAULT/cinder_endpoint_type':       value => $cinder_endpoint_type;
    'DEFAULT/swift_endpoint_type':        value => $swift_endpoint_type;
    'DEFAULT/neutron_endpoint_type':      value => $neutron_endpoint_type;
    'DEFAULT/glance_endpoint_type':       value => $glance_endpoint_type;
    'DEFAULT/trove_endpoint_type':        value => $trove_endpoint_type;
  }

  # With one tenant for all instances, Trove acts as its administrator.
  ['nova', 'cinder', 'neutron'].each |String $service| {
    if $single_tenant_mode {
      trove_config { "DEFAULT/remote_${service}_client":
        value => "trove.common.single_tenant_remote.${service}_client_trove_admin",
      }
    } else {
      trove_config { "DEFAULT/remote_${service}_client":
        ensure => absent,
      }
    }
  }

  trove_config {
    'DEFAULT/network_label_regex': value => '.*';
    'DEFAULT/network_driver':      value => 'trove.network.neutron.NeutronDriver';
    'DEFAULT/management_networks': value => join(any2array($management_networks), ',');
  }

  oslo::messaging::default { 'trove_config':
    transport_url        => $default_transport_url,
    control_exchange     => $control_exchange,
    rpc_response_timeout => $rpc_response_timeout,
  }

  oslo::messaging::notifications { 'trove_config':
    transport_url => $notification_transport_url,
    driver        => $notification_driver,
    topics        => $notification_topics,
  }

  oslo::messaging::rabbit { 'trove_config':
    rabbit_use_ssl          => $rabbit_use_ssl,
    rabbit_ha_queues        => $rabbit_ha_queues,
    heartbeat_in_pthread    => $rabbit_heartbeat_in_pthread,
    amqp_durable_queues     => $amqp_durable_queues,
    kombu_ssl_ca_certs      => $kombu_ssl_ca_certs,
    kombu_ssl_certfile      => $kombu_ssl_certfile,
    kombu_ssl_keyfile       => $kombu_ssl_keyfile,
    kombu_ssl_version       => $kombu_ssl_version,
    kombu_reconnect_delay   => $kombu_reconnect_delay,
    kombu_failover_strategy => $kombu_failover_strategy,
  }

  oslo::messaging::amqp { 'trove_config':
    server_request_prefix => $amqp_server_request_prefix,
    broadcast_prefix      => $amqp_broadcast_prefix,
    group_request_prefix  => $amqp_group_request_prefix,
    container_name        => $amqp_container_name,
    idle_timeout          => $amqp_idle_timeout,
    trace                 => $amqp_trace,
    ssl_ca_file           => $amqp_ssl_ca_file,
    ssl_cert_file         => $amqp_ssl_cert_file,
    ssl_key_file          => $amqp_ssl_key_file,
    ssl_key_password      => $amqp_ssl_key_password,
    sasl_mechanisms       => $amqp_sasl_mechanisms,
    sasl_config_dir       => $amqp_sasl_config_dir,
    sasl_config_name      => $amqp_sasl_config_name,
    username              => $amqp_username,
    password              => $amqp_password,
  }
}
