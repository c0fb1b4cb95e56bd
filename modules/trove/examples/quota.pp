# Small quotas.
class { 'trove::quota':
  max_instances_per_tenant => 2,
  max_volumes_per_tenant   => 4,
}
