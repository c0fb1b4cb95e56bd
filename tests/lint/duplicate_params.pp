file { 'a':
  mode => '0644',
  mode => '0600',
  content => { a => 1, b => 2, a => 3 },
;
  'b':
  mode => '0644',
}
