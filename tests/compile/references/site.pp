# References: made of texts and variables, as parameters' values, attributes of resources by reference.
$type = 'Notify'
notify { 'a': message => 'of a' }
notify { 'b': require => Resource['notify', 'a'] }
notify { 'c': require => [Notify['a'], Resource['Notify', 'b']] }
notify { 'd': subscribe => Resource[$type]['a'], message => Notify['a']['message'] }
file { '/x': ensure => file, mode => '0640' }
notify { 'mode': message => File['/x']['mode'] }
notify { 'text': message => "${Notify['a']} ${File['/x', '/y']} ${Class['settings']}" }
define box::inner ($v) { notify { "inner ${name}": } }
box::inner { 'one': v => 2 }
notify { 'define': message => String(Box::Inner['one']['v']), require => Box::Inner['one'] }
notify { 'collected': before => Notify['a'] }
