exec { 'a': }
exec { 'b': unless => 'true' }
exec { 'c':
  path => '/bin';
  'd':
  creates => '/e',
}
