# Keystone, the identity service: package, settings, keys and the running service.
class keystone (
  $package_ensure               = 'present',
  $client_package_ensure        = 'present',
  $manage_service               = true,
  $enabled                      = true,
  $service_name                 = $keystone::params::service_name,
  $keystone_user                = $keystone::params::user,
  $keystone_group               = $keystone::params::group,
  $sync_db                      = true,
  $purge_config                 = false,
  $public_endpoint              = $facts['os_service_default'],
  $catalog_driver               = 'sql',
  $token_provider               = 'fernet',
  $token_expiration             = 3600,
  $max_token_size               = $facts['os_service_default'],
  $password_hash_algorithm      = $facts['os_service_default'],
  $password_hash_rounds         = $facts['os_service_default'],
  $revoke_driver                = $facts['os_service_default'],
  $revoke_by_id                 = true,
  $policy_driver                = $facts['os_service_default'],
  $enable_fernet_setup          = true,
  $fernet_key_repository        = '/etc/keystone/fernet-keys',
  $fernet_max_active_keys       = $facts['os_service_default'],
  $enable_credential_setup      = true,
  $credential_key_repository    = '/etc/keystone/credential-keys',
  $enable_proxy_headers_parsing = $facts['os_service_default'],
  $max_request_body_size        = $facts['os_service_default'],
  $default_transport_url        = $facts['os_service_default'],
  $control_exchange             = $facts['os_service_default'],
  $rpc_response_timeout         = $facts['os_service_default'],
  $notification_transport_url   = $facts['os_service_default'],
  $notification_driver          = $facts['os_service_default'],
  $notification_topics          = $facts['os_service_default'],
  $notification_format          = $facts['os_service_default'],
  $notification_opt_out         = $facts['os_service_default'],
  $amqp_durable_queues          = $facts['os_service_default'],
  $rabbit_use_ssl               = $facts['os_service_default'],
  $rabbit_ha_queues             = $facts['os_service_default'],
  $rabbit_heartbeat_in_pthread  = $facts['os_service_default'],
  $kombu_ssl_ca_certs           = $facts['os_service_default'],
  $kombu_ssl_certfile           = $facts['os_service_default'],
  $kombu_ssl_keyfile            = $facts['os_service_default'],
  $kombu_ssl_version            = $facts['os_service_default'],
) inherits keystone::params {
  include keystone::deps
  include keystone::logging
  include keystone::policy
  include keystone::db

  package { 'keystone':
    ensure => $package_ensure,
    name   => $keystone::params::package_name,
    tag    => ['openstack', 'keystone-package'],
  }

  class { 'keystone::client':
    ensure => $client_package_ensure,
  }

  resources { 'keystone_config':
    purge => $purge_config,
  }

  keystone_config {
    'DEFAULT/public_endpoint':          value => $public_endpoint;
    'DEFAULT/max_token_size':           value => $max_token_size;
    'DEFAULT/notification_format':      value => $notification_format;
    'DEFAULT/notification_opt_out':     value => $notification_opt_out;
    'catalog/driver':                   value => $catalog_driver;
    'identity/password_hash_algorithm': value => $password_hash_algorithm;
    'identity/password_hash_rounds':    value => $password_hash_rounds;
    'policy/driver':                    value => $policy_driver;
    'revoke/driver':                    value => $revoke_driver;
    'token/provider':                   value => $token_provider;
    'token/expiration':                 value => $token_expiration;
    'token/revoke_by_id':               value => $revoke_by_id;
    'fernet_tokens/key_repository':     value => $fernet_key_repository;
    'fernet_tokens/max_active_keys':    value => $fernet_max_active_keys;
    'credential/key_repository':        value => $credential_key_repository;
  }

  oslo::middleware { 'keystone_config':
    enable_proxy_headers_parsing => $enable_proxy_headers_parsing,
    max_request_body_size        => $max_request_body_size,
  }
  oslo::messaging::default { 'keystone_config':
    transport_url        => $default_transport_url,
    control_exchange     => $control_exchange,
    rpc_response_timeout => $rpc_response_timeout,
  }
  oslo::messaging::notifications { 'keystone_config':
    transport_url => $notification_transport_url,
    driver        => $notification_driver,
    topics        => $notification_topics,
  }
  oslo::messaging::rabbit { 'keystone_config':
    amqp_durable_queues  => $amqp_durable_queues,
    rabbit_use_ssl       => $rabbit_use_ssl,
    rabbit_ha_queues     => $rabbit_ha_queues,
    heartbeat_in_pthread => $rabbit_heartbeat_in_pthread,
    kombu_ssl_ca_certs   => $kombu_ssl_ca_certs,
    kombu_ssl_certfile   => $kombu_ssl_certfile,
    kombu_ssl_keyfile    => $kombu_ssl_keyfile,
    kombu_ssl_version    => $kombu_ssl_version,
  }

  if $enable_fernet_setup {
    keystone::keys { 'fernet':
      repository => $fernet_key_repository,
      user       => $keystone_user,
      group      => $keystone_group,
    }
  }
  if $enable_credential_setup {
    keystone::keys { 'credential':
      repository => $credential_key_repository,
      user       => $keystone_user,
      group      => $keystone_group,
    }
  }

  if $sync_db {
    include keystone::db::sync
  }

  if $manage_service {
    $service_ensure = $enabled ? {
      true  => 'running',
      false => 'stopped',
    }
    service { 'keystone':
      ensure     => $service_ensure,
      name       => $service_name,
      enable     => $enabled,
      hasstatus  => true,
      hasrestart => true,
      tag        => 'keystone-service',
    }
  }
}
