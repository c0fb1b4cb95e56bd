# Where the rules of access are; the title is the settings type.
define oslo::policy (
  $policy_file          = $facts['os_service_default'],
  $policy_dirs          = $facts['os_service_default'],
  $policy_default_rule  = $facts['os_service_default'],
  $enforce_scope        = $facts['os_service_default'],
  $enforce_new_defaults = $facts['os_service_default'],
) {
  create_resources($name, {
    'oslo_policy/policy_file'          => { value => $policy_file },
    'oslo_policy/policy_dirs'          => { value => $policy_dirs },
    'oslo_policy/policy_default_rule'  => { value => $policy_default_rule },
    'oslo_policy/enforce_scope'        => { value => $enforce_scope },
    'oslo_policy/enforce_new_defaults' => { value => $enforce_new_defaults },
  })
}
