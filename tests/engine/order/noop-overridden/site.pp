notify { 'real': noop => false, notify => Exec['/bin/echo 1'] }
exec { '/bin/echo 1': refreshonly => true }
exec { '/bin/echo 2': refreshonly => true, noop => false, subscribe => Notify['real'] }
