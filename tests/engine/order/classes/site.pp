class one { notify { 'in one': } include two }
class two { notify { 'in two': } }
class three { notify { 'in three': } }
include three, one
notify { 'last': }
Class['one'] -> Class['three']
notify { 'first': before => Class['two'] }
