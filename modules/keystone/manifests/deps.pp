# The order of things: whoever joins in ties itself to these anchors.
class keystone::deps {
  anchor { [
    'keystone::install::begin',
    'keystone::install::end',
    'keystone::config::begin',
    'keystone::config::end',
    'keystone::db::begin',
    'keystone::db::end',
    'keystone::dbsync::begin',
    'keystone::dbsync::end',
    'keystone::service::begin',
    'keystone::service::end',
  ]: }

  Anchor['keystone::install::begin']
  -> Package<| tag == 'keystone-package' |>
  ~> Anchor['keystone::install::end']
  -> Anchor['keystone::config::begin']
  -> Keystone_config<| |>
  ~> Anchor['keystone::config::end']
  -> Anchor['keystone::db::begin']
  -> Anchor['keystone::db::end']
  ~> Anchor['keystone::dbsync::begin']
  -> Anchor['keystone::dbsync::end']
  ~> Anchor['keystone::service::begin']
  ~> Service<| tag == 'keystone-service' |>
  ~> Anchor['keystone::service::end']

  Anchor['keystone::config::begin'] -> Keystone_uwsgi_config<| |> ~> Anchor['keystone::config::end']
  Anchor['keystone::config::begin']
  -> Openstacklib::Policy<| tag == 'keystone-policy' |>
  ~> Anchor['keystone::config::end']

  # A new package or new settings ask for a restart, whatever the database says.
  Anchor['keystone::install::end'] ~> Anchor['keystone::service::begin']
  Anchor['keystone::config::end'] ~> Anchor['keystone::service::begin']

  Package<| tag == 'oslo-db-backend' |> -> Anchor['keystone::dbsync::begin']

  # The keys are there before anything is signed with them.
  Exec<| title == 'keystone-manage fernet_setup' |> -> Exec<| title == 'keystone bootstrap' |>

  # Only a running Keystone can be told about users and services.
  Anchor['keystone::service::end'] -> Keystone_domain<| |>
  Anchor['keystone::service::end'] -> Keystone_project<| |>
  Anchor['keystone::service::end'] -> Keystone_role<| |>
  Anchor['keystone::service::end'] -> Keystone_user<| |>
  Anchor['keystone::service::end'] -> Keystone_user_role<| |>
  Anchor['keystone::service::end'] -> Keystone_service<| |>
  Anchor['keystone::service::end'] -> Keystone_endpoint<| |>
}
