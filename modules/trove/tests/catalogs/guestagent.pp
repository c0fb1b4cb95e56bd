# A guest agent, as it is set up inside an image.
#
# facts: debian-12, redhat-9
# expect: Class['trove::guestagent']
# expect: Trove_guestagent_config['DEFAULT/swift_url'] value 'http://192.0.2.7:8080/v1'
class { 'trove::guestagent::service_credentials':
  password => Sensitive('trove-secret'),
}

class { 'trove::guestagent':
  swift_url  => 'http://192.0.2.7:8080/v1',
  datastores => ['mysql'],
}
