# Who may do what in Keystone.
class keystone::policy (
  Hash $policies                    = {},
  Stdlib::Absolutepath $policy_path = '/etc/keystone/policy.yaml',
  Boolean $purge_config             = false,
  $enforce_scope                    = $facts['os_service_default'],
  $enforce_new_defaults             = $facts['os_service_default'],
  $policy_default_rule              = $facts['os_service_default'],
  $policy_dirs                      = $facts['os_service_default'],
) inherits keystone::params {
  include keystone::deps

  openstacklib::policy { $policy_path:
    policies     => $policies,
    file_user    => 'root',
    file_group   => $keystone::params::group,
    purge_config => $purge_config,
    tag          => 'keystone-policy',
  }

  oslo::policy { 'keystone_config':
    policy_file          => $policy_path,
    policy_dirs          => $policy_dirs,
    policy_default_rule  => $policy_default_rule,
    enforce_scope        => $enforce_scope,
    enforce_new_defaults => $enforce_new_defaults,
  }
}
