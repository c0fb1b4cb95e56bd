# Waits for a service to answer.
openstacklib::service_validation { 'trove-api':
  command   => 'curl --fail --silent http://127.0.0.1:8779/',
  tries     => 30,
  try_sleep => 1,
}
