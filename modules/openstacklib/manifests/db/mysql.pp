# A service's database with its user, who may come from `host` and from each of `allowed_hosts`.
define openstacklib::db::mysql (
  Variant[String[1], Sensitive[String[1]]] $password,
  String $dbname                                          = $title,
  String $user                                            = $title,
  String $host                                            = '127.0.0.1',
  String $charset                                         = 'utf8mb3',
  String $collate                                         = 'utf8mb3_general_ci',
  Optional[Variant[String, Array[String]]] $allowed_hosts = undef,
  Variant[String, Array[String]] $privileges              = 'ALL',
  Boolean $create_user                                    = true,
  Boolean $create_grant                                   = true,
) {
  include mysql::server
  include mysql::client

  mysql_database { $dbname:
    ensure  => present,
    charset => $charset,
    collate => $collate,
  }

  $more_hosts = $allowed_hosts ? {
    undef   => [],
    default => any2array($allowed_hosts),
  }
  $hosts = unique(concat($more_hosts, [$host]))

  openstacklib::db::mysql::host_access { prefix($hosts, "${dbname}_"):
    user          => $user,
    password_hash => Sensitive(mysql::password(unwrap($password))),
    database      => $dbname,
    privileges    => $privileges,
    create_user   => $create_user,
    create_grant  => $create_grant,
  }

  Class['mysql::server'] -> Mysql_database<| title == $dbname |>
  Class['mysql::client'] -> Mysql_database<| title == $dbname |>
}
