file { 'a': source => 'puppet:///b/c' }
file { 'd': source => "puppet://server/e/${f}" }
file { 'g': source => 'puppet:///modules/h/i' }
file { 'j': source => 'file:///k' }
