# Nova's settings: databases, broker, and the checking of tokens.
#
# Debian's nova.conf names a region `regionOne`, that no Keystone has; `region_name` puts that right.
class nova (
  Variant[String, Sensitive[String]] $database_connection,
  Variant[String, Sensitive[String]] $api_database_connection,
  Variant[String, Sensitive[String]] $default_transport_url,
  Variant[String, Sensitive[String]] $password,
  String $username    = 'nova',
  String $auth_url    = 'http://127.0.0.1:5000',
  String $region_name = 'RegionOne',
) {
  include nova::deps

  package { 'nova-common':
    ensure => present,
    tag    => ['openstack', 'nova-package'],
  }

  nova_config {
    default:
      secret => true;
    'database/connection':
      value => $database_connection;
    'api_database/connection':
      value => $api_database_connection;
    'DEFAULT/transport_url':
      value => $default_transport_url;
  }

  keystone::resource::authtoken { 'nova_config':
    username             => $username,
    password             => $password,
    auth_url             => $auth_url,
    www_authenticate_uri => $auth_url,
    auth_type            => 'password',
    project_name         => 'services',
    user_domain_name     => 'Default',
    project_domain_name  => 'Default',
    region_name          => $region_name,
  }
}
