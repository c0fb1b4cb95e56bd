# The REST API: what is installed, set and started, and in which order.
#
# facts: debian-12, redhat-9
# expect: compiles
# expect: Class['trove::api'], Trove::Generic_service['api']
# expect: Trove_config['DEFAULT/bind_host'] value '127.0.0.1' before Service['trove-api']
# expect: Trove_config['keystone_authtoken/password'] secret true notifies Anchor['trove::config::end']
# expect: Service['trove-api'] ensure running enable true requires Anchor['trove::service::begin']
# expect: no Service['trove-conductor']
# expect: Package['trove-api'] ensure =~ /^(present|installed)$/ notifies Service['trove-api']
# expect(debian-*): Service['trove-api'] no name
# expect(redhat-*): Service['trove-api'] name 'openstack-trove-api'
class { 'trove::keystone::authtoken':
  password => Sensitive('trove-secret'),
}

class { 'trove::api::service_credentials':
  password => Sensitive('trove-secret'),
}

class { 'trove::api':
  bind_host => '127.0.0.1',
  workers   => 2,
}
