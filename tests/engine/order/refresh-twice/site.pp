exec { '/bin/true': notify => Exec['/bin/echo 1'] }
exec { '/bin/echo 1': refreshonly => true, subscribe => Exec['/bin/true'] }
