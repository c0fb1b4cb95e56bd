# What Trove is called here.
class trove::params {
  $user = 'trove'
  $group = 'trove'
  $client_package_name = 'python3-troveclient'
  $guestagent_config = '/etc/trove/trove-guestagent.conf'

  case $facts['os']['family'] {
    'Debian': {
      $common_package_name = 'trove-common'
      $prefix = 'trove'
    }
    'RedHat': {
      $common_package_name = 'openstack-trove'
      $prefix = 'openstack-trove'
    }
    default: {
      fail("Unsupported osfamily: ${facts['os']['family']}, module ${module_name} knows Debian and RedHat")
    }
  }

  $api_package_name = "${prefix}-api"
  $api_service_name = "${prefix}-api"
  $conductor_package_name = "${prefix}-conductor"
  $conductor_service_name = "${prefix}-conductor"
  $taskmanager_package_name = "${prefix}-taskmanager"
  $taskmanager_service_name = "${prefix}-taskmanager"
  $guestagent_package_name = "${prefix}-guestagent"
  $guestagent_service_name = "${prefix}-guestagent"
}
