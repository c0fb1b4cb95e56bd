file { 'a':
  mode   => '0644',
  ensure => file,
}
file { 'b':
  content => @(END),
    text
    | END
  ensure  => file,
}
class { 'c':
  d      => 1,
  ensure => present,
}
file { 'e': ensure => file, mode => '0644' }
