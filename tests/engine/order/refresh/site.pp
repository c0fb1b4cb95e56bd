exec { '/bin/echo 1': refreshonly => true }
exec { '/bin/echo 2': refreshonly => true, subscribe => Exec['/bin/true'] }
exec { '/bin/true': notify => Exec['/bin/echo 1'] }
notify { 'n': notify => Exec['/bin/echo 1'] }
exec { '/bin/echo 3': refreshonly => true, subscribe => Exec['/bin/echo 2'] }
