# The order of things: packages, settings, database, tables, services.
# Whoever adds something ties it to these anchors, not to the resources between them.
class trove::deps {
  anchor { 'trove::install::begin': }
  -> Package<| tag == 'trove-package' |>
  ~> anchor { 'trove::install::end': }
  -> anchor { 'trove::config::begin': }
  -> Trove_config<| |>
  ~> anchor { 'trove::config::end': }
  -> anchor { 'trove::db::begin': }
  -> anchor { 'trove::db::end': }
  ~> anchor { 'trove::dbsync::begin': }
  -> anchor { 'trove::dbsync::end': }
  ~> anchor { 'trove::service::begin': }
  ~> Service<| tag == 'trove-service' |>
  ~> anchor { 'trove::service::end': }

  Anchor['trove::config::begin'] -> Trove_api_paste_ini<| |> ~> Anchor['trove::config::end']
  Anchor['trove::config::begin'] -> Trove_guestagent_config<| |> ~> Anchor['trove::config::end']
  Anchor['trove::config::begin']
  -> Openstacklib::Policy<| tag == 'trove-policy' |>
  ~> Anchor['trove::config::end']

  # A new package or new settings ask for a restart, whatever the database says.
  Anchor['trove::install::end'] ~> Anchor['trove::service::begin']
  Anchor['trove::config::end'] ~> Anchor['trove::service::begin']

  Package<| tag == 'oslo-db-backend' |> -> Anchor['trove::dbsync::begin']

  # Datastores are made in the tables and read from the running service.
  Anchor['trove::service::end'] -> Trove_datastore<| |> -> Trove_datastore_version<| |>
}
