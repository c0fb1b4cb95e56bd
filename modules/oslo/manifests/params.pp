# Names of packages that differ between systems.
class oslo::params {
  case $facts['os']['family'] {
    'Debian': {
      $pymysql_package_name = 'python3-pymysql'
      $sqlite_package_name = undef
    }
    'RedHat': {
      $pymysql_package_name = 'python3-PyMySQL'
      $sqlite_package_name = undef
    }
    default: {
      fail("Unsupported osfamily: ${facts['os']['family']}, module ${module_name} knows Debian and RedHat")
    }
  }
}
