file { 'a':
  mode  => $b ? { true => '0600', default => '0644' },
  owner => $facts['c'] ? { 'd' => 'e', default => 'f' },
  group => $g,
}
$h = { 'i' => $j ? { default => 1 } }
