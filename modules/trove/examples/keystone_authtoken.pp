# The API's check of tokens, with a cache.
class { 'trove::keystone::authtoken':
  password                   => Sensitive('trove-secret'),
  auth_url                   => 'http://10.0.0.9:5000',
  memcached_servers          => ['10.0.0.10:11211', '10.0.0.11:11211'],
  manage_memcache_package    => true,
  memcache_security_strategy => 'ENCRYPT',
  memcache_secret_key        => Sensitive('cache-secret'),
}
