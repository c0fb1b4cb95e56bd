exec { '/bin/true': notify => Exec['/bin/echo restart'] }
exec { '/bin/false': }
exec { '/bin/echo restart': refreshonly => true, require => Exec['/bin/false'] }
notify { 'end': }
