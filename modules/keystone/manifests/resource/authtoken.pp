# How a service checks the tokens that it is shown; the title is the settings type.
define keystone::resource::authtoken (
  $username,
  $password,
  $auth_url,
  $project_name                   = $facts['os_service_default'],
  $user_domain_name               = $facts['os_service_default'],
  $project_domain_name            = $facts['os_service_default'],
  $system_scope                   = $facts['os_service_default'],
  $insecure                       = $facts['os_service_default'],
  $auth_section                   = $facts['os_service_default'],
  $auth_type                      = $facts['os_service_default'],
  $www_authenticate_uri           = $facts['os_service_default'],
  $auth_version                   = $facts['os_service_default'],
  $cache                          = $facts['os_service_default'],
  $cafile                         = $facts['os_service_default'],
  $certfile                       = $facts['os_service_default'],
  $collect_timing                 = $facts['os_service_default'],
  $delay_auth_decision            = $facts['os_service_default'],
  $enforce_token_bind             = $facts['os_service_default'],
  $http_connect_timeout           = $facts['os_service_default'],
  $http_request_max_retries       = $facts['os_service_default'],
  $include_service_catalog        = $facts['os_service_default'],
  $keyfile                        = $facts['os_service_default'],
  $memcache_pool_conn_get_timeout = $facts['os_service_default'],
  $memcache_pool_dead_retry       = $facts['os_service_default'],
  $memcache_pool_maxsize          = $facts['os_service_default'],
  $memcache_pool_socket_timeout   = $facts['os_service_default'],
  $memcache_pool_unused_timeout   = $facts['os_service_default'],
  $memcache_secret_key            = $facts['os_service_default'],
  $memcache_security_strategy     = $facts['os_service_default'],
  $memcache_use_advanced_pool     = $facts['os_service_default'],
  $memcached_servers              = $facts['os_service_default'],
  $region_name                    = $facts['os_service_default'],
  $token_cache_time               = $facts['os_service_default'],
  $service_token_roles            = $facts['os_service_default'],
  $service_token_roles_required   = $facts['os_service_default'],
  $service_type                   = $facts['os_service_default'],
  $interface                      = $facts['os_service_default'],
  $manage_memcache_package        = false,
) {
  include keystone::params
  include keystone::deps

  [$include_service_catalog, $memcache_use_advanced_pool, $delay_auth_decision].each |$flag| {
    unless is_service_default($flag) or $flag =~ Boolean {
      fail("Expected true or false, got ${flag}")
    }
  }

  unless is_service_default($memcache_security_strategy) {
    unless downcase($memcache_security_strategy) in ['none', 'mac', 'encrypt'] {
      fail('memcache_security_strategy can be set only to None, MAC or ENCRYPT')
    }
    if downcase($memcache_security_strategy) != 'none' and is_service_default($memcache_secret_key) {
      fail('memcache_secret_key is required when memcache_security_strategy is not None')
    }
  }

  if is_service_default($memcached_servers) or empty($memcached_servers) {
    $servers = $facts['os_service_default']
  } else {
    $servers = $memcached_servers ? {
      Array   => join($memcached_servers, ','),
      default => $memcached_servers,
    }
    if $manage_memcache_package {
      ensure_packages($keystone::params::python_memcache_package_name, { 'tag' => 'openstack' })
    }
  }

  # A scope is a project or the system, never both.
  if is_service_default($system_scope) {
    $scope_project = $project_name
    $scope_project_domain = $project_domain_name
  } else {
    $scope_project = $facts['os_service_default']
    $scope_project_domain = $facts['os_service_default']
  }

  create_resources($name, {
    'keystone_authtoken/username'                       => { value => $username },
    'keystone_authtoken/password'                       => { value => $password, secret => true },
    'keystone_authtoken/auth_url'                       => { value => $auth_url },
    'keystone_authtoken/project_name'                   => { value => $scope_project },
    'keystone_authtoken/user_domain_name'               => { value => $user_domain_name },
    'keystone_authtoken/project_domain_name'            => { value => $scope_project_domain },
    'keystone_authtoken/system_scope'                   => { value => $system_scope },
    'keystone_authtoken/insecure'                       => { value => $insecure },
    'keystone_authtoken/auth_section'                   => { value => $auth_section },
    'keystone_authtoken/auth_type'                      => { value => $auth_type },
    'keystone_authtoken/www_authenticate_uri'           => { value => $www_authenticate_uri },
    'keystone_authtoken/auth_version'                   => { value => $auth_version },
    'keystone_authtoken/cache'                          => { value => $cache },
    'keystone_authtoken/cafile'                         => { value => $cafile },
    'keystone_authtoken/certfile'                       => { value => $certfile },
    'keystone_authtoken/collect_timing'                 => { value => $collect_timing },
    'keystone_authtoken/delay_auth_decision'            => { value => $delay_auth_decision },
    'keystone_authtoken/enforce_token_bind'             => { value => $enforce_token_bind },
    'keystone_authtoken/http_connect_timeout'           => { value => $http_connect_timeout },
    'keystone_authtoken/http_request_max_retries'       => { value => $http_request_max_retries },
    'keystone_authtoken/include_service_catalog'        => { value => $include_service_catalog },
    'keystone_authtoken/keyfile'                        => { value => $keyfile },
    'keystone_authtoken/memcache_pool_conn_get_timeout' => { value => $memcache_pool_conn_get_timeout },
    'keystone_authtoken/memcache_pool_dead_retry'       => { value => $memcache_pool_dead_retry },
    'keystone_authtoken/memcache_pool_maxsize'          => { value => $memcache_pool_maxsize },
    'keystone_authtoken/memcache_pool_socket_timeout'   => { value => $memcache_pool_socket_timeout },
    'keystone_authtoken/memcache_pool_unused_timeout'   => { value => $memcache_pool_unused_timeout },
    'keystone_authtoken/memcache_secret_key'            => { value => $memcache_secret_key, secret => true },
    'keystone_authtoken/memcache_security_strategy'     => { value => $memcache_security_strategy },
    'keystone_authtoken/memcache_use_advanced_pool'     => { value => $memcache_use_advanced_pool },
    'keystone_authtoken/memcached_servers'              => { value => $servers },
    'keystone_authtoken/region_name'                    => { value => $region_name },
    'keystone_authtoken/token_cache_time'               => { value => $token_cache_time },
    'keystone_authtoken/service_token_roles'            => { value => join(any2array($service_token_roles), ',') },
    'keystone_authtoken/service_token_roles_required'   => { value => $service_token_roles_required },
    'keystone_authtoken/service_type'                   => { value => $service_type },
    'keystone_authtoken/interface'                      => { value => $interface },
  })
}
