# in toolbox/manifests/uses.pp
class toolbox::uses inherits toolbox {
  include ::stdlib
  include other
  class { 'other': }
  notice($other::x, $stdlib::y, $absent::z)
  absent::thing { 'a': }
}
