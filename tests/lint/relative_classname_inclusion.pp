include ::a
contain '::b', c
require(['::d', 'e'])
class { '::f': }
class g inherits ::g::h { }
include a
