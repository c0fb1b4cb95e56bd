# The REST API alone, with TLS and limits on how often it may be asked.
class { 'trove::keystone::authtoken':
  password => Sensitive('trove-secret'),
}

class { 'trove::api::service_credentials':
  password => Sensitive('trove-secret'),
}

class { 'trove::api':
  bind_host     => '127.0.0.1',
  workers       => 2,
  cert_file     => '/etc/trove/api.crt',
  key_file      => '/etc/trove/api.key',
  http_get_rate => 200,
}
