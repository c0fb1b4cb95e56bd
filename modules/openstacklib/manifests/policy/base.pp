# One rule of a policy file.
define openstacklib::policy::base (
  $file_path,
  $key,
  $value        = '',
  $file_mode    = '0640',
  $file_user    = undef,
  $file_group   = undef,
  $file_format  = 'yaml',
  $purge_config = false,
) {
  ensure_resource('openstacklib::policy::default', $file_path, {
    'file_path'    => $file_path,
    'file_mode'    => $file_mode,
    'file_user'    => $file_user,
    'file_group'   => $file_group,
    'file_format'  => $file_format,
    'purge_config' => $purge_config,
  })

  # A single quote inside single quotes is doubled in YAML.
  $quoted = regsubst($value, "'", "''", 'G')

  file_line { "${file_path}-${key}":
    path  => $file_path,
    line  => "'${key}': '${quoted}'",
    match => "^['\"]?${key}(?!:)['\"]?\\s*:.+",
  }

  Openstacklib::Policy::Default<| title == $file_path |> -> File_line["${file_path}-${key}"]
}
