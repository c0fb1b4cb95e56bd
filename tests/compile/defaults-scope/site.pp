# Defaults reach into what a class declares, are overridden by nearer ones and by the resource itself.
File { owner => 'root', mode => '0644' }
Notify { withpath => false }

class inner {
  File { mode => '0600' }
  file { '/inner/own': owner => 'anna' }
  file { '/inner/default': }
  made { 'x': }
}
define made {
  File { group => 'made' }
  file { "/made/${name}": }
}
file { '/top': group => 'adm' }
include inner
made { 'y': }
notify { 'n': }
