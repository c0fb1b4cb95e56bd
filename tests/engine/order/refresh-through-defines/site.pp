define conf() { exec { "/bin/echo $name": } }
define svc() { exec { "/bin/echo restart $name": refreshonly => true } }
conf { ['x', 'y']: }
svc { 's': }
Conf['x'] ~> Svc['s']
Conf<| |> ~> Exec['/bin/echo all']
exec { '/bin/echo all': refreshonly => true }
