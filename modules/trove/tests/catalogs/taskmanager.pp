# The task manager restarts when its settings change; what it logs goes to syslog.
#
# facts: debian-12
# expect: Service['trove-taskmanager'] ensure running in Class['trove::taskmanager']
# expect: Trove_config['DEFAULT/use_syslog'] value true notifies Service['trove-taskmanager']
# expect: no Service['trove-api']
include trove

class { 'trove::logging':
  use_syslog => true,
}

class { 'trove::guestagent::service_credentials':
  password => Sensitive('trove-secret'),
}

include trove::taskmanager
