# Locks between processes; the title is the settings type.
define oslo::concurrency (
  $lock_path               = $facts['os_service_default'],
  $disable_process_locking = $facts['os_service_default'],
) {
  create_resources($name, {
    'oslo_concurrency/lock_path'               => { value => $lock_path },
    'oslo_concurrency/disable_process_locking' => { value => $disable_process_locking },
  })
}
