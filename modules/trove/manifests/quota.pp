# How much a tenant may have.
class trove::quota (
  Integer $max_instances_per_tenant = 5,
  Integer $max_ram_per_tenant       = -1,
  Integer $max_accepted_volume_size = 5,
  Integer $max_volumes_per_tenant   = 20,
  Integer $max_backups_per_tenant   = 50,
  String $quota_driver              = 'trove.quota.quota.DbQuotaDriver',
) {
  include trove::deps

  trove_config {
    'DEFAULT/max_instances_per_tenant': value => $max_instances_per_tenant;
    'DEFAULT/max_ram_per_tenant':       value => $max_ram_per_tenant;
    'DEFAULT/max_accepted_volume_size': value => $max_accepted_volume_size;
    'DEFAULT/max_volumes_per_tenant':   value => $max_volumes_per_tenant;
    'DEFAULT/max_backups_per_tenant':   value => $max_backups_per_tenant;
    'DEFAULT/quota_driver':             value => $quota_driver;
  }
}
