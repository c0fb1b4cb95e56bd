# Who may do what in Trove.
class trove::policy (
  $policies             = {},
  $policy_path          = '/etc/trove/policy.yaml',
  $policy_dirs          = $facts['os_service_default'],
  $enforce_scope        = $facts['os_service_default'],
  $enforce_new_defaults = $facts['os_service_default'],
  $purge_config         = false,
) {
  include trove::deps
  include trove::params

  validate_hash($policies)
  validate_absolute_path($policy_path)

  $parameters = {
    'policies'     => $policies,
    'policy_path'  => $policy_path,
    'file_user'    => 'root',
    'file_group'   => $::trove::params::group,
    'purge_config' => $purge_config,
    'tag'          => 'trove-policy',
  }
  create_resources('openstacklib::policy', { $policy_path => $parameters })

  oslo::policy { 'trove_config':
    policy_file          => $policy_path,
    policy_dirs          => $policy_dirs,
    enforce_scope        => $enforce_scope,
    enforce_new_defaults => $enforce_new_defaults,
  }
}
