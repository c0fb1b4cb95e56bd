# Packages and resources that several places want.
class one { ensure_packages(['git', 'curl']) }
class two { ensure_packages(['git', 'vim'], { 'ensure' => 'present' }) }
class three {
  ensure_resource('user', 'anna', { 'ensure' => 'present', 'shell' => '/bin/sh' })
  ensure_resource('user', ['anna', 'bert'], { 'ensure' => 'present', 'shell' => '/bin/sh' })
  ensure_resources('notify', { 'n1' => { 'message' => 'm' }, 'n2' => {} }, { 'withpath' => true })
  ensure_packages({ 'nano' => { 'ensure' => 'absent' } })
}
include one, three
