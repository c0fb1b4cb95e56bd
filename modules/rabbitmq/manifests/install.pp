# The package of the broker.
class rabbitmq::install {
  package { 'rabbitmq-server':
    ensure => $rabbitmq::package_ensure,
    name   => $rabbitmq::package_name,
  }
}
