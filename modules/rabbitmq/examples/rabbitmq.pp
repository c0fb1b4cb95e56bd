# A broker on the loopback with one user.
class { 'rabbitmq':
  node_ip_address       => '127.0.0.1',
  delete_guest_user     => true,
  environment_variables => { 'LC_ALL' => 'C.UTF-8' },
}

rabbitmq_vhost { 'shop':
  ensure  => present,
  require => Class['rabbitmq'],
}

rabbitmq_user { 'clerk':
  password => Sensitive('penny'),
  tags     => ['monitoring'],
  require  => Class['rabbitmq'],
}

rabbitmq_user_permissions { 'clerk@shop':
  configure_permission => '.*',
  write_permission     => '.*',
  read_permission      => '.*',
  require              => Class['rabbitmq'],
}
