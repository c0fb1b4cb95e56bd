# A database for an application: first the server, then its database, its user and what the user may do.
#
# facts: debian-12
# expect: Service['mysqld'] ensure running
# expect: Mysql_database['shop'] requires Service['mysqld']
# expect: Mysql_user['clerk@localhost'] before Mysql_grant['clerk@localhost/shop.*']
# expect: Mysql_grant['clerk@localhost/shop.*'] privileges ['SELECT', 'INSERT']
class { 'mysql::server':
  override_options => {
    'mysqld' => { 'bind-address' => '127.0.0.1' },
  },
}

mysql::db { 'shop':
  user     => 'clerk',
  password => Sensitive('penny-for-the-clerk'),
  grant    => ['SELECT', 'INSERT'],
}
