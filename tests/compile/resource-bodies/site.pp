# Several bodies, a default body, titles in arrays, an attribute splat.
$common = { 'owner' => 'root', 'group' => 'root' }
file {
  default:
    ensure => file,
    mode   => '0640',
    *      => $common,
  ;
  '/etc/a':
    content => 'a',
  ;
  ['/etc/b', '/etc/c']:
    mode  => '0600',
  ;
  '/etc/d':
    ensure => absent,
}
$given = { 'message' => 'splatted', 'withpath' => true }
notify { 'splat': * => $given }
notify { 'partly': * => { 'withpath' => false }, message => 'own' }
$none = []
notify { $none: }
