# The order of things: packages, settings, databases, tables, service.
class nova::deps {
  anchor { 'nova::install::begin': }
  -> Package<| tag == 'nova-package' |>
  ~> anchor { 'nova::install::end': }
  -> anchor { 'nova::config::begin': }
  -> Nova_config<| |>
  ~> anchor { 'nova::config::end': }
  -> anchor { 'nova::db::begin': }
  -> anchor { 'nova::db::end': }
  ~> anchor { 'nova::dbsync::begin': }
  -> anchor { 'nova::dbsync::end': }
  ~> anchor { 'nova::service::begin': }
  ~> Service<| tag == 'nova-service' |>
  ~> anchor { 'nova::service::end': }

  Anchor['nova::config::begin'] -> Nova_api_uwsgi_config<| |> ~> Anchor['nova::config::end']
  Anchor['nova::install::end'] ~> Anchor['nova::service::begin']
  Anchor['nova::config::end'] ~> Anchor['nova::service::begin']
}
