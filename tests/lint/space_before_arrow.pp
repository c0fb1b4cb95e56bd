file { 'a': ensure  => file, mode=> '0644' }
file { 'b': ensure => file, mode => '0644' }
file { 'c':
  ensure   => file,
}
file { 'd':
  ensure => file,
  mode   => '0644',
}
