# A server that listens on the loopback alone.
class { 'mysql::server':
  override_options => {
    'mysqld' => { 'bind-address' => '127.0.0.1', 'max_connections' => 64 },
  },
}
