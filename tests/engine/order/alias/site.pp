notify { 'long name': alias => 'short' }
notify { 'before': before => Notify['short'] }
exec { 'named': command => '/bin/true', require => Notify['short'] }
