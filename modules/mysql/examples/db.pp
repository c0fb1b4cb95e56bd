# A database for an application.
include mysql::server

mysql::db { 'shop':
  user     => 'clerk',
  password => Sensitive('penny'),
  grant    => ['SELECT', 'INSERT', 'UPDATE', 'DELETE'],
}
