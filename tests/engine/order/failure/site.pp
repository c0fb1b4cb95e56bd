exec { '/bin/false': }
notify { 'needs': require => Exec['/bin/false'] }
notify { 'needs that': require => Notify['needs'] }
notify { 'free': }
exec { 'bad': command => '/bin/false', before => Notify['two reasons'] }
notify { 'two reasons': require => Notify['needs'] }
