# Values keep their kind on the way into the catalog.
define kinds ($a, $b = undef, $c = [], $d = {}) { notify { "kinds ${name}": } }
kinds { 'plain': a => 1, b => 'one', c => [1, 2.5, 'x', true, undef], d => { 'k' => undef, 'n' => { 'm' => [1] } } }
kinds { 'odd': a => undef, b => default, c => ['default'] }
kinds { 'types': a => Integer, b => File['/x'], c => [Class['settings']], d => { 'r' => '1.0' } }
file { '/f': mode => '0644', owner => 0, ensure => 'present', recurselimit => 3 }
exec { '/bin/true': returns => [0, 2], timeout => 1.5, refreshonly => true, path => ['/bin', '/usr/bin'] }
service { 's': enable => true, hasstatus => false }
