# Nova's three databases on this host's MariaDB; one user for all of them.
class nova::db::mysql (
  Variant[String[1], Sensitive[String[1]]] $password,
  String $user = 'nova',
  String $host = '127.0.0.1',
) {
  include nova::deps
  include mysql::server

  ['nova', 'nova_api', 'nova_cell0'].each |$database| {
    mysql::db { $database:
      user     => $user,
      password => $password,
      host     => $host,
    }
  }

  Anchor['nova::db::begin'] ~> Class['nova::db::mysql'] ~> Anchor['nova::db::end']
}
