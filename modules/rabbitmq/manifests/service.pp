# The running broker.
class rabbitmq::service {
  if $rabbitmq::service_manage {
    $state = $rabbitmq::service_enabled ? {
      true  => 'running',
      false => 'stopped',
    }

    service { 'rabbitmq-server':
      ensure     => $state,
      name       => $rabbitmq::service_name,
      enable     => $rabbitmq::service_enabled,
      hasstatus  => true,
      hasrestart => true,
    }
  }
}
