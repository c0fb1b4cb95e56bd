class config { notify { 'c1': } }
class service { exec { '/bin/echo restart': refreshonly => true } }
define d() { exec { "/bin/echo $name": } }
include config, service
Class['config'] ~> Class['service']
d { 'x': }
notify { 'quiet': noop => true }
