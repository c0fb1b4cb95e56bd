# The settings that all services share, with a broker elsewhere and Nova at a fixed address.
class { 'trove':
  default_transport_url => Sensitive('rabbit://trove:rabbit-secret@10.0.0.5:5672/'),
  nova_compute_url      => 'http://10.0.0.6:8774/v2.1',
  single_tenant_mode    => true,
  notification_driver   => ['messagingv2', 'log'],
  management_networks   => ['4d3c1a52-9d6c-4e31-9d1a-aa2ab5e0e7c3', 'f5a1b5b8-3a56-4a1d-8c5b-6f1c7d1a0f8e'],
}
