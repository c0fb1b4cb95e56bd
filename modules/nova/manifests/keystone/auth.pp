# What Keystone has to know about Nova.
class nova::keystone::auth (
  Variant[String[1], Sensitive[String[1]]] $password,
  String $region = 'RegionOne',
  String $url    = 'http://127.0.0.1:8774/v2.1',
) {
  include nova::deps

  keystone::resource::service_identity { 'nova':
    password            => $password,
    service_type        => 'compute',
    service_description => 'Compute Service',
    region              => $region,
    public_url          => $url,
    internal_url        => $url,
    admin_url           => $url,
  }

  Keystone::Resource::Service_identity['nova'] -> Anchor['nova::service::end']
}
