# Trove on one Debian 12 host, on the loopback alone: MariaDB, RabbitMQ, Keystone, and Trove with its API,
# conductor and task manager.
#
#     rpuppet apply modules/trove/examples/site.pp
#
# The passwords are for trying it out. Take your own, from Hiera for one.

$admin_password = Sensitive('admin-secret-4f81c7')
$trove_password = Sensitive('trove-secret-93b2e5')
$trove_db_password = Sensitive('trove-db-secret-7ac0d1')
$keystone_db_password = Sensitive('keystone-db-secret-5cb1e7')
$rabbit_password = Sensitive('rabbit-secret-e26f08')

# Debian 12's trove-manage calls a function that its Python 3.11 has no more. This gives it back.
file { '/usr/local/lib/python3.11/dist-packages/trove-py311.pth':
  ensure  => file,
  owner   => 'root',
  group   => 'root',
  mode    => '0644',
  content => @(PYTHON),
    import inspect; inspect.getargspec = getattr(inspect, 'getargspec', inspect.getfullargspec)
    | PYTHON
}

Anchor['trove::install::end']
-> File['/usr/local/lib/python3.11/dist-packages/trove-py311.pth']
-> Anchor['trove::dbsync::begin']

# The database server
class { 'mysql::server':
  override_options => {
    'mysqld' => { 'bind-address' => '127.0.0.1' },
  },
}

# The message bus
class { 'rabbitmq':
  node_ip_address       => '127.0.0.1',
  delete_guest_user     => true,
  environment_variables => { 'LC_ALL' => 'C.UTF-8' },
}

rabbitmq_vhost { '/':
  require => Class['rabbitmq'],
}

rabbitmq_user { 'trove':
  admin    => true,
  password => $rabbit_password,
  require  => Class['rabbitmq'],
}

rabbitmq_user_permissions { 'trove@/':
  configure_permission => '.*',
  write_permission     => '.*',
  read_permission      => '.*',
  require              => Class['rabbitmq'],
  before               => Anchor['trove::service::begin'],
}

# The identity service
class { 'keystone::db::mysql':
  password => $keystone_db_password,
}

class { 'keystone::db':
  database_connection => Sensitive(os_database_connection({
    'dialect'  => 'mysql+pymysql',
    'host'     => '127.0.0.1',
    'database' => 'keystone',
    'username' => 'keystone',
    'password' => $keystone_db_password.unwrap,
    'charset'  => 'utf8',
  })),
}

class { 'keystone::logging':
  log_file => 'keystone.log',
}

class { 'keystone':
  public_endpoint => 'http://127.0.0.1:5000',
}

class { 'keystone::wsgi::uwsgi':
  processes => 2,
}

class { 'keystone::bootstrap':
  password => $admin_password,
}

# The database service
class { 'trove::keystone::auth':
  password => $trove_password,
}

class { 'trove::db::mysql':
  password => $trove_db_password,
}

class { 'trove::db':
  database_connection => Sensitive(os_database_connection({
    'dialect'  => 'mysql+pymysql',
    'host'     => '127.0.0.1',
    'database' => 'trove',
    'username' => 'trove',
    'password' => $trove_db_password.unwrap,
    'charset'  => 'utf8',
  })),
}

class { 'trove':
  default_transport_url => Sensitive("rabbit://trove:${rabbit_password.unwrap}@127.0.0.1:5672/"),
}

class { 'trove::keystone::authtoken':
  password             => $trove_password,
  auth_url             => 'http://127.0.0.1:5000',
  www_authenticate_uri => 'http://127.0.0.1:5000',
}

class { ['trove::api::service_credentials', 'trove::guestagent::service_credentials']:
  password => $trove_password,
}

class { 'trove::api':
  bind_host => '127.0.0.1',
  workers   => 2,
}

class { 'trove::conductor':
  workers => 1,
}

include trove::client
include trove::logging
include trove::quota
include trove::taskmanager

# What it offers
trove_datastore { 'mysql':
  ensure => present,
}

trove_datastore_version { '5.7.29':
  ensure    => present,
  datastore => 'mysql',
  manager   => 'mysql',
  image_id  => '6d2f1f3c-58a4-4a0e-9a3b-0f4c4d0a7b11',
  packages  => '',
  active    => '1',
}
