# What Keystone is called here.
class keystone::params {
  $user = 'keystone'
  $group = 'keystone'
  $client_package_name = 'python3-keystoneclient'

  case $facts['os']['family'] {
    'Debian': {
      $package_name = 'keystone'
      $service_name = 'keystone'
      $python_memcache_package_name = 'python3-memcache'
    }
    'RedHat': {
      $package_name = 'openstack-keystone'
      $service_name = 'openstack-keystone'
      $python_memcache_package_name = 'python3-memcached'
    }
    default: {
      fail("Unsupported osfamily: ${facts['os']['family']}, module ${module_name} knows Debian and RedHat")
    }
  }
}
