# What Keystone has to know about Trove.
class { 'trove::keystone::auth':
  password     => Sensitive('trove-secret'),
  system_roles => ['reader'],
  public_url   => 'https://databases.example.org/v1.0/%(tenant_id)s',
}
