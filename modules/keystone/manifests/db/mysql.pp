# Keystone's database on this host's MariaDB.
class keystone::db::mysql (
  Variant[String[1], Sensitive[String[1]]] $password,
  $dbname        = 'keystone',
  $user          = 'keystone',
  $host          = '127.0.0.1',
  $allowed_hosts = undef,
  $charset       = 'utf8mb3',
  $collate       = 'utf8mb3_general_ci',
) {
  include keystone::deps

  openstacklib::db::mysql { 'keystone':
    user          => $user,
    password      => $password,
    dbname        => $dbname,
    host          => $host,
    charset       => $charset,
    collate       => $collate,
    allowed_hosts => $allowed_hosts,
  }

  Anchor['keystone::db::begin'] ~> Class['keystone::db::mysql'] ~> Anchor['keystone::db::end']
}
