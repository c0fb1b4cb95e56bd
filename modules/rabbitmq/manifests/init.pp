# RabbitMQ on this host.
#
# `environment_variables` go to rabbitmq-env.conf, `config_variables` to the `rabbit` part of rabbitmq.config.
class rabbitmq (
  String $package_name              = 'rabbitmq-server',
  String $package_ensure            = 'present',
  String $service_name              = 'rabbitmq-server',
  Boolean $service_manage           = true,
  Boolean $service_enabled          = true,
  Optional[String] $node_ip_address = undef,
  Integer[1, 65535] $port           = 5672,
  Integer[1] $file_limit            = 16384,
  Boolean $delete_guest_user        = false,
  Boolean $admin_enable             = false,
  Hash $environment_variables       = {},
  Hash $config_variables            = {},
  Array[String] $plugins            = [],
) {
  contain rabbitmq::install
  contain rabbitmq::config
  contain rabbitmq::service

  Class['rabbitmq::install'] -> Class['rabbitmq::config'] ~> Class['rabbitmq::service']

  $all_plugins = $admin_enable ? {
    true    => unique(concat($plugins, 'rabbitmq_management')),
    default => $plugins,
  }
  rabbitmq_plugin { $all_plugins:
    ensure  => present,
    require => Class['rabbitmq::install'],
    notify  => Class['rabbitmq::service'],
  }

  if $delete_guest_user {
    rabbitmq_user { 'guest':
      ensure  => absent,
      require => Class['rabbitmq::service'],
    }
  }
}
