exec { '/bin/true': notify => Exec['restart'] }
exec { 'restart': command => '/bin/false', refreshonly => true }
notify { 'behind': require => Exec['restart'] }
