# Trove's database on this host's MariaDB.
class trove::db::mysql (
  Variant[String[1], Sensitive[String[1]]] $password,
  $dbname        = 'trove',
  $user          = 'trove',
  $host          = '127.0.0.1',
  $allowed_hosts = undef,
  $charset       = 'utf8mb3',
  $collate       = 'utf8mb3_general_ci',
) {
  include trove::deps

  ::openstacklib::db::mysql { 'trove':
    user          => $user,
    password      => $password,
    dbname        => $dbname,
    host          => $host,
    charset       => $charset,
    collate       => $collate,
    allowed_hosts => $allowed_hosts,
  }

  Anchor['trove::db::begin'] ~> Class['trove::db::mysql'] ~> Anchor['trove::db::end']
}
