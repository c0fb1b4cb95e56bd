file { 'a':
  ensure => '/b',
  owner  => 'root',
}
file { 'c': ensure => "/${d}" }
file { 'e':
  ensure => '/f',
  target => '/f',
}
link { 'g': ensure => '/h' }
