# The files that the broker reads when it starts.
class rabbitmq::config {
  $address = $rabbitmq::node_ip_address ? {
    undef   => {},
    default => { 'NODE_IP_ADDRESS' => $rabbitmq::node_ip_address },
  }
  $environment = merge($address, { 'NODE_PORT' => $rabbitmq::port }, $rabbitmq::environment_variables)
  $config_variables = $rabbitmq::config_variables

  File {
    ensure => file,
    owner  => 'root',
    group  => 'rabbitmq',
    mode   => '0640',
  }

  file { '/etc/rabbitmq/rabbitmq-env.conf':
    content => template('rabbitmq/rabbitmq-env.conf.erb'),
  }

  file { '/etc/rabbitmq/rabbitmq.config':
    content => template('rabbitmq/rabbitmq.config.erb'),
  }

  file { '/etc/default/rabbitmq-server':
    group   => 'root',
    mode    => '0644',
    content => epp('rabbitmq/default.epp', { 'file_limit' => $rabbitmq::file_limit }),
  }
}
