# Small quotas, on every distribution.
#
# expect: Trove_config['DEFAULT/max_instances_per_tenant'] value 2
# expect: Trove_config['DEFAULT/max_volumes_per_tenant'] value 4
# expect: Trove_config['DEFAULT/quota_driver'] value 'trove.quota.quota.DbQuotaDriver'
class { 'trove::quota':
  max_instances_per_tenant => 2,
  max_volumes_per_tenant   => 4,
}
