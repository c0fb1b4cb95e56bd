# One host from which a user may come; the title is DATABASE_HOST.
define openstacklib::db::mysql::host_access (
  String $user,
  Sensitive[String] $password_hash,
  String $database,
  Variant[String, Array[String]] $privileges = 'ALL',
  Boolean $create_user                       = true,
  Boolean $create_grant                      = true,
) {
  case $title {
    /\A.+_([^_]+)\z/: { $host = downcase($1) }
    default: { fail("The title is DATABASE_HOST, not ${title}") }
  }
  $account = "${user}@${host}"

  if $create_user {
    mysql_user { $account:
      ensure        => present,
      password_hash => $password_hash,
    }
    Mysql_database<| title == $database |> -> Mysql_user<| title == $account |>
  }

  if $create_grant {
    mysql_grant { "${account}/${database}.*":
      ensure     => present,
      privileges => $privileges,
      table      => "${database}.*",
      user       => $account,
    }
    Mysql_user<| title == $account |> -> Mysql_grant<| title == "${account}/${database}.*" |>
  }
}
