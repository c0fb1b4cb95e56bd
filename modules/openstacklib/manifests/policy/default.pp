# The policy file itself; the title is its path.
define openstacklib::policy::default (
  $file_path    = $name,
  $file_mode    = '0640',
  $file_user    = undef,
  $file_group   = undef,
  $file_format  = 'yaml',
  $purge_config = false,
) {
  if $file_format != 'yaml' {
    fail("A policy file is written in yaml, not in ${file_format}")
  }

  ensure_resource('file', $file_path, {
    'ensure'  => 'file',
    'mode'    => $file_mode,
    'owner'   => $file_user,
    'group'   => $file_group,
    'replace' => $purge_config,
    'content' => '',
  })
}
