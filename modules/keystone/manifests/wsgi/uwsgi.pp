# How many processes and threads answer. Debian's Keystone is served by uwsgi.
class keystone::wsgi::uwsgi (
  $processes         = $facts['os_workers_keystone'],
  $threads           = 32,
  $listen_queue_size = 100,
) {
  include keystone::deps

  if $facts['os']['name'] != 'Debian' {
    warning('keystone::wsgi::uwsgi is for Debian, where Keystone is served by uwsgi')
  }

  keystone_uwsgi_config {
    'uwsgi/processes': value => $processes;
    'uwsgi/threads':   value => $threads;
    'uwsgi/listen':    value => $listen_queue_size;
  }
}
