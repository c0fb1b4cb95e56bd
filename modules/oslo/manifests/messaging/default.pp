# How a service speaks to the others: the title is the settings type, such as trove_config.
define oslo::messaging::default (
  $transport_url             = $facts['os_service_default'],
  $control_exchange          = $facts['os_service_default'],
  $rpc_response_timeout      = $facts['os_service_default'],
  $executor_thread_pool_size = $facts['os_service_default'],
) {
  create_resources($name, {
    'DEFAULT/transport_url'             => { value => $transport_url, secret => true },
    'DEFAULT/control_exchange'          => { value => $control_exchange },
    'DEFAULT/rpc_response_timeout'      => { value => $rpc_response_timeout },
    'DEFAULT/executor_thread_pool_size' => { value => $executor_thread_pool_size },
  })
}
