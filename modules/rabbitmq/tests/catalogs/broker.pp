# A broker on the loopback with one user.
#
# facts: debian-12
# expect: Package['rabbitmq-server'] before Service['rabbitmq-server']
# expect: Rabbitmq_user['clerk'] requires Service['rabbitmq-server']
class { 'rabbitmq':
  node_ip_address   => '127.0.0.1',
  delete_guest_user => true,
}

rabbitmq_user { 'clerk':
  password => Sensitive('penny-for-the-clerk'),
  require  => Class['rabbitmq'],
}
