class wanted { notify { 'in wanted': } }
class other { notify { 'in other': } notify { 'tagged': tag => 'wanted' } exec { '/bin/echo r': refreshonly => true } }
include wanted, other
Class['wanted'] ~> Class['other']
