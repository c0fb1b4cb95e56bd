class wanted { notify { 'in wanted': } }
class other { notify { 'in other': } }
include other, wanted
Class['other'] -> Class['wanted']
