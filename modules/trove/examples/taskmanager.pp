# The task manager with the guest agents' settings.
class { 'trove::guestagent::service_credentials':
  password => Sensitive('trove-secret'),
}

class { 'trove::taskmanager':
  enabled => true,
}
