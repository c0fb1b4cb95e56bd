# What Keystone has to know about Trove: its user, role, service and endpoints.
class trove::keystone::auth (
  Variant[String[1], Sensitive[String[1]]] $password,
  $auth_name           = 'trove',
  $email               = 'trove@localhost',
  $tenant              = 'services',
  $roles               = ['admin'],
  $system_scope        = 'all',
  $system_roles        = [],
  $configure_user      = true,
  $configure_user_role = true,
  $configure_service   = true,
  $configure_endpoint  = true,
  $service_name        = 'trove',
  $service_type        = 'database',
  $service_description = 'Trove Database Service',
  $region              = 'RegionOne',
  $public_url          = 'http://127.0.0.1:8779/v1.0/%(tenant_id)s',
  $internal_url        = 'http://127.0.0.1:8779/v1.0/%(tenant_id)s',
  $admin_url           = 'http://127.0.0.1:8779/v1.0/%(tenant_id)s',
) {
  include trove::deps

  keystone::resource::service_identity { 'trove':
    auth_name           => $auth_name,
    password            => $password,
    email               => $email,
    tenant              => $tenant,
    roles               => $roles,
    system_scope        => $system_scope,
    system_roles        => $system_roles,
    configure_user      => $configure_user,
    configure_user_role => $configure_user_role,
    configure_service   => $configure_service,
    configure_endpoint  => $configure_endpoint,
    service_name        => $service_name,
    service_type        => $service_type,
    service_description => $service_description,
    region              => $region,
    public_url          => $public_url,
    internal_url        => $internal_url,
    admin_url           => $admin_url,
  }

  Keystone::Resource::Service_identity['trove'] -> Anchor['trove::service::end']
}
