# Nova's API on the host that site.pp made, without any computing, so that Trove's list of instances has
# somebody to ask:
#
#     rpuppet apply modules/trove/examples/site.pp
#     rpuppet apply modules/trove/examples/with_nova_api.pp
#     curl … http://127.0.0.1:8779/v1.0/PROJECT/instances      → 200, an empty list

$nova_password = Sensitive('nova-secret-0d6b5e')
$nova_db_password = Sensitive('nova-db-secret-b81f29')
$rabbit_password = Sensitive('rabbit-secret-e26f08')

class { 'nova::db::mysql':
  password => $nova_db_password,
}

class { 'nova::keystone::auth':
  password => $nova_password,
}

class { 'nova':
  database_connection     => Sensitive("mysql+pymysql://nova:${nova_db_password.unwrap}@127.0.0.1/nova?charset=utf8"),
  api_database_connection => Sensitive("mysql+pymysql://nova:${nova_db_password.unwrap}@127.0.0.1/nova_api?charset=utf8"),
  default_transport_url   => Sensitive("rabbit://trove:${rabbit_password.unwrap}@127.0.0.1:5672/"),
  password                => $nova_password,
}

class { 'nova::api':
  workers => 1,
}
