# A service's policy file (YAML). Without `policies` an empty one is put there and left alone afterwards.
define openstacklib::policy (
  Stdlib::Absolutepath $policy_path = $name,
  Hash $policies                    = {},
  $file_mode                        = '0640',
  $file_user                        = undef,
  $file_group                       = undef,
  $file_format                      = 'yaml',
  $purge_config                     = false,
) {
  $file = {
    'file_mode'    => $file_mode,
    'file_user'    => $file_user,
    'file_group'   => $file_group,
    'file_format'  => $file_format,
    'purge_config' => $purge_config,
  }

  if empty($policies) {
    openstacklib::policy::default { $policy_path:
      * => $file,
    }
  } else {
    create_resources('openstacklib::policy::base', $policies, merge($file, { 'file_path' => $policy_path }))
  }
}
