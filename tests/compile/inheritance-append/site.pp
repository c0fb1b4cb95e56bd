# What a chain of subclasses adds to a resource, and what a collector then adds from elsewhere.
class base {
  file { '/b': owner => 'root', tag => 'b', notify => Service['s'] }
  service { 's': ensure => running, subscribe => File['/b'] }
  service { 't': ensure => running }
}
class base::more inherits base {
  File['/b'] { notify +> Service['t'], mode => '0600' }
  Service['s'] { ensure => stopped, subscribe => undef }
}
class base::most inherits base::more {
  Service['t'] { enable => false, alias => 'tee' }
}
include base::most
class elsewhere {
  File<| tag == 'b' |> { owner => 'anna', notify +> Service['s'] }
}
include elsewhere
