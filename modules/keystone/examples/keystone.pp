# Keystone with its database on this host.
class { 'keystone::db::mysql':
  password => Sensitive('keystone-secret'),
}

class { 'keystone::db':
  database_connection => Sensitive('mysql+pymysql://keystone:keystone-secret@127.0.0.1/keystone?charset=utf8'),
}

class { 'keystone':
  public_endpoint => 'http://127.0.0.1:5000',
}
