notify { 'quiet': noop => true, notify => Exec['/bin/echo 1'] }
exec { '/bin/echo 1': refreshonly => true }
exec { '/bin/true': notify => [Exec['/bin/echo 2'], Exec['/bin/echo 1']] }
exec { '/bin/echo 2': refreshonly => true, noop => true, notify => Exec['/bin/echo 3'] }
exec { '/bin/echo 3': refreshonly => true }
