# Brings the tables up to date whenever package, settings or database changed.
class trove::db::sync (
  $db_sync_timeout = 300,
) {
  include trove::deps
  include trove::params

  exec { 'trove-manage db_sync':
    path        => '/usr/bin',
    user        => $::trove::params::user,
    # At level INFO the migration logs the URL of the database, password and all.
    environment => 'OS_DEFAULT__DEFAULT_LOG_LEVELS=sqlalchemy=WARN,trove.db.sqlalchemy.migration=WARN',
    refreshonly => true,
    tries       => 10,
    try_sleep   => 5,
    timeout     => $db_sync_timeout,
    logoutput   => on_failure,
    subscribe   => [
      Anchor['trove::install::end'],
      Anchor['trove::config::end'],
      Anchor['trove::dbsync::begin'],
    ],
    notify      => Anchor['trove::dbsync::end'],
    tag         => 'openstack-db',
  }
}
