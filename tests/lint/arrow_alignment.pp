file { 'a':
  ensure => file,
  mode => '0644',
  owner     => 'root',
}
file { 'b':
  ensure => file, mode => '0644',
  content => { 'c' => 1, 'de' => 2 },
}
file { 'f':
  content => {
    'g' => 1,
    "${h}ij" => 2,
  },
  group => $k ? {
    'l' => 1,
    default => 2,
  },
}
file { 'm': ensure => file, mode => '0644' }
