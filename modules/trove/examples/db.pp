# A database on another host.
class { 'trove::db':
  database_connection    => Sensitive('mysql+pymysql://trove:db-secret@10.0.0.8/trove?charset=utf8'),
  database_max_pool_size => 10,
}

include trove::db::sync
