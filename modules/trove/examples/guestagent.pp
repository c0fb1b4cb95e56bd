# A guest agent, as it is set up inside an image.
class { 'trove::guestagent::service_credentials':
  password     => Sensitive('trove-secret'),
  system_scope => 'all',
}

class { 'trove::guestagent':
  enabled        => true,
  manage_service => true,
  swift_url      => 'http://10.0.0.7:8080/v1',
  datastores     => ['mysql'],
  use_syslog     => true,
}
