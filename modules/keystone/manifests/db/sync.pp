# Brings the tables up to date whenever package, settings or database changed.
class keystone::db::sync (
  $extra_params    = undef,
  $keystone_user   = $keystone::params::user,
  $db_sync_timeout = 300,
) inherits keystone::params {
  include keystone::deps

  $command = $extra_params ? {
    undef   => 'keystone-manage db_sync',
    default => "keystone-manage ${extra_params} db_sync",
  }

  exec { 'keystone-manage db_sync':
    command     => $command,
    path        => '/usr/bin',
    user        => $keystone_user,
    refreshonly => true,
    tries       => 10,
    try_sleep   => 5,
    timeout     => $db_sync_timeout,
    logoutput   => on_failure,
    subscribe   => Anchor['keystone::install::end', 'keystone::config::end', 'keystone::dbsync::begin'],
    notify      => Anchor['keystone::dbsync::end'],
    tag         => ['keystone-exec', 'openstack-db'],
  }
}
