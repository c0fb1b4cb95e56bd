# The first administrator, the project of the services, Keystone's own entry in the catalog of services,
# and the file of credentials that the keystone_* types use from then on.
class keystone::bootstrap (
  Variant[String[1], Sensitive[String[1]]] $password,
  String $username                               = 'admin',
  String $email                                  = 'admin@localhost',
  String $project_name                           = 'admin',
  String $service_project_name                   = 'services',
  String $role_name                              = 'admin',
  String $service_name                           = 'keystone',
  String $public_url                             = 'http://127.0.0.1:5000',
  String $admin_url                              = 'http://127.0.0.1:5000',
  Optional[String] $internal_url                 = undef,
  String $region                                 = 'RegionOne',
  Enum['public', 'internal', 'admin'] $interface = 'public',
  Boolean $bootstrap                             = true,
) inherits keystone::params {
  include keystone::deps

  $internal_url_real = pick($internal_url, $public_url)
  $auth_url = $interface ? {
    'admin'    => $admin_url,
    'internal' => $internal_url_real,
    default    => $public_url,
  }

  if $bootstrap {
    # The password goes by the environment, that no list of processes shows.
    exec { 'keystone bootstrap':
      command     => 'keystone-manage bootstrap',
      path        => '/usr/bin',
      user        => $keystone::params::user,
      environment => Sensitive([
        "OS_BOOTSTRAP_USERNAME=${username}",
        "OS_BOOTSTRAP_PASSWORD=${unwrap($password)}",
        "OS_BOOTSTRAP_PROJECT_NAME=${project_name}",
        "OS_BOOTSTRAP_ROLE_NAME=${role_name}",
        "OS_BOOTSTRAP_SERVICE_NAME=${service_name}",
        "OS_BOOTSTRAP_ADMIN_URL=${admin_url}",
        "OS_BOOTSTRAP_PUBLIC_URL=${public_url}",
        "OS_BOOTSTRAP_INTERNAL_URL=${internal_url_real}",
        "OS_BOOTSTRAP_REGION_ID=${region}",
      ]),
      refreshonly => true,
      logoutput   => on_failure,
      subscribe   => Anchor['keystone::dbsync::end'],
      notify      => Anchor['keystone::service::begin'],
      tag         => 'keystone-bootstrap',
    }

    ensure_resource('keystone_role', $role_name, { 'ensure' => 'present' })
    ensure_resource('keystone_project', [$project_name, $service_project_name], { 'ensure' => 'present', 'enabled' => true })

    keystone_user { $username:
      ensure   => present,
      enabled  => true,
      email    => $email,
      password => $password,
    }
    keystone_user_role { ["${username}@${project_name}", "${username}@::::all"]:
      ensure => present,
      roles  => [$role_name],
    }
    keystone_service { "${service_name}::identity":
      ensure => present,
    }
    keystone_endpoint { "${region}/${service_name}::identity":
      ensure       => present,
      public_url   => $public_url,
      admin_url    => $admin_url,
      internal_url => $internal_url_real,
    }
  }

  file { ['/etc/openstack', '/etc/openstack/puppet']:
    ensure => directory,
    owner  => 'root',
    group  => 'root',
    mode   => '0755',
  }

  openstacklib::clouds { '/etc/openstack/puppet/admin-clouds.yaml':
    username     => $username,
    password     => $password,
    auth_url     => $auth_url,
    project_name => $project_name,
    system_scope => 'all',
    region_name  => $region,
    interface    => $interface,
  }

  Anchor['keystone::config::begin']
  -> Openstacklib::Clouds['/etc/openstack/puppet/admin-clouds.yaml']
  -> Anchor['keystone::config::end']
}
