# What stands between the web server and the service; the title is the settings type.
define oslo::middleware (
  $enable_proxy_headers_parsing = $facts['os_service_default'],
  $max_request_body_size        = $facts['os_service_default'],
  $http_basic_auth_user_file    = $facts['os_service_default'],
) {
  create_resources($name, {
    'oslo_middleware/enable_proxy_headers_parsing' => { value => $enable_proxy_headers_parsing },
    'oslo_middleware/max_request_body_size'        => { value => $max_request_body_size },
    'oslo_middleware/http_basic_auth_user_file'    => { value => $http_basic_auth_user_file },
  })
}
