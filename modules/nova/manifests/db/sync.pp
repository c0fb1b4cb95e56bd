# Makes the tables, and the two cells that Nova cannot be without.
class nova::db::sync (
  Integer $timeout = 600,
) {
  include nova::deps

  Exec {
    path        => '/usr/bin',
    user        => 'nova',
    refreshonly => true,
    timeout     => $timeout,
    logoutput   => on_failure,
  }

  exec { 'nova-manage api_db sync':
    subscribe => Anchor['nova::install::end', 'nova::config::end', 'nova::dbsync::begin'],
  }
  ~> exec { 'nova-manage cell_v2 map_cell0': }
  ~> exec { 'nova-manage db sync': }
  ~> exec { 'nova-manage cell_v2 create_cell --name cell1':
    returns => [0, 2], # 2: it is there already
    notify  => Anchor['nova::dbsync::end'],
  }
}
