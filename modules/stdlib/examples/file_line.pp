# One line of a file that belongs to somebody else.
anchor { 'lines::begin': }
-> file_line { 'name of the shop':
  path  => '/etc/motd',
  line  => 'Welcome to the shop',
  match => '^Welcome',
}
-> file_line { 'no advertising':
  ensure => absent,
  path   => '/etc/motd',
  line   => 'Buy now!',
}
