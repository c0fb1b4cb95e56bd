file { '/etc/motd': require => Service['motd'] }
service { 'motd': subscribe => [Package['x'], File['/etc/motd']] }
package { ['x', 'y']: }
class circle {
  include circle::a
  Class['circle::a'] -> Package['b'] ~> Service['b']
  Service['b'] -> Class['::circle::a']
  package { 'b': }
  file { '/tmp/own': require => Class['circle'] }
  Package['c'] <- Service['c']
  package { 'c':
    before => Service['c'],
  }
  if $facts['kernel'] == 'Linux' {
    File['/x'] -> File['/y']
  }
  File['/y'] -> File['/x']
}
class straight {
  anchor { 'begin': } -> class { 'straight::a': } -> anchor { 'end': }
  Anchor['begin'] -> Package<| |> -> Anchor['end']
  @file { '/v': require => Class['straight'] }
  File['/self'] -> File['/self']
}
