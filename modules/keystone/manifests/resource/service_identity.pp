# All that Keystone has to know about a service: its user, role, service and endpoints. The title is the user.
define keystone::resource::service_identity (
  Enum['present', 'absent'] $ensure = 'present',
  $auth_name                        = $name,
  $password                         = false,
  $email                            = "${name}@localhost",
  $tenant                           = 'services',
  $roles                            = ['admin'],
  $system_scope                     = 'all',
  $system_roles                     = [],
  $user_domain                      = undef,
  $project_domain                   = undef,
  $service_name                     = $name,
  $service_type                     = false,
  $service_description              = "${name} service",
  $region                           = 'RegionOne',
  $public_url                       = false,
  $internal_url                     = false,
  $admin_url                        = false,
  Boolean $configure_user           = true,
  Boolean $configure_user_role      = true,
  Boolean $configure_service        = true,
  Boolean $configure_endpoint       = true,
) {
  include keystone::deps

  if $configure_user {
    unless $password {
      warning("No password had been set for ${auth_name} user.")
    }
    if $user_domain {
      ensure_resource('keystone_domain', $user_domain, { 'ensure' => $ensure, 'enabled' => true })
    }
    ensure_resource('keystone_user', $auth_name, {
      'ensure'   => $ensure,
      'enabled'  => true,
      'password' => $password,
      'email'    => $email,
      'domain'   => $user_domain,
    })
  }

  if $configure_user_role {
    if $ensure == 'present' {
      ensure_resource('keystone_role', unique($roles + $system_roles), { 'ensure' => 'present' })
    }
    unless empty($roles) {
      ensure_resource('keystone_user_role', "${auth_name}@${tenant}", { 'ensure' => $ensure, 'roles' => $roles })
    }
    unless empty($system_roles) {
      ensure_resource('keystone_user_role', "${auth_name}@::::${system_scope}", {
        'ensure' => $ensure,
        'roles'  => $system_roles,
      })
    }
  }

  if ($configure_service or $configure_endpoint) and !$service_type {
    fail('A service and its endpoints need a service_type')
  }

  if $configure_service {
    ensure_resource('keystone_service', "${service_name}::${service_type}", {
      'ensure'      => $ensure,
      'description' => $service_description,
    })
  }

  if $configure_endpoint {
    unless $public_url and $internal_url and $admin_url {
      fail('The endpoints need public_url, internal_url and admin_url')
    }
    ensure_resource('keystone_endpoint', "${region}/${service_name}::${service_type}", {
      'ensure'       => $ensure,
      'public_url'   => $public_url,
      'internal_url' => $internal_url,
      'admin_url'    => $admin_url,
    })
  }
}
