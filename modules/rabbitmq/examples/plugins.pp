# A broker with the web console, and a setting of one's own.
class { 'rabbitmq':
  admin_enable     => true,
  plugins          => ['rabbitmq_prometheus'],
  config_variables => { 'vm_memory_high_watermark' => '0.4', 'heartbeat' => 60 },
}
