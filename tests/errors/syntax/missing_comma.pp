file { 'a':
  mode => '1'
  owner => root,
  group => root,
}
$a = 1
