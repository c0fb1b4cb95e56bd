# The database server's part: users that come from several hosts.
class { 'trove::db::mysql':
  password      => Sensitive('db-secret'),
  allowed_hosts => ['10.0.0.4', '%'],
}
