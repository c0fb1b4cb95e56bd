# A database, a user of the same server, and what that user may do there.
define mysql::db (
  String[1] $user,
  Variant[String[1], Sensitive[String[1]]] $password,
  String[1] $dbname                     = $name,
  String $charset                       = 'utf8mb3',
  String $collate                       = 'utf8mb3_general_ci',
  String $host                          = 'localhost',
  Variant[String, Array[String]] $grant = 'ALL',
  Enum['present', 'absent'] $ensure     = 'present',
) {
  include mysql::client

  $account = "${user}@${host}"

  mysql_database { $dbname:
    ensure  => $ensure,
    charset => $charset,
    collate => $collate,
    require => [Class['mysql::server'], Class['mysql::client']],
  }

  # Several databases may have the same user.
  unless defined(Mysql_user[$account]) {
    mysql_user { $account:
      ensure        => $ensure,
      password_hash => Sensitive(mysql::password(unwrap($password))),
      require       => Class['mysql::server'],
    }
  }

  if $ensure == 'present' {
    mysql_grant { "${account}/${dbname}.*":
      ensure     => present,
      privileges => $grant,
      user       => $account,
      table      => "${dbname}.*",
      require    => [Mysql_user[$account], Mysql_database[$dbname]],
    }
  }
}
