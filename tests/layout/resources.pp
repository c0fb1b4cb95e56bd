

file{'/a': ensure=>file,
mode   =>'0644'   # how it may be used
}
file { '/b': ensure => file, mode => '0644', }
file {
    '/c': ensure => link, target => '/d';
    '/longer': ensure => link, target => '/d';
    '/e':
  ensure => link,

  target => '/d'
}
package { ['x',
'y']: ensure => installed }
Service['a'] ->
Service['b']
~> Service['c'] -> # a remark
Service['d']
@@host{'h':}
File{mode => '0600'}
File['/a']{ owner => 'root',
group=> 'root' }
User<|   title == 'x' |>{
shell => '/bin/sh' }
Host<<| |>>
