# realize, twice the same, and a virtual define whose inside stays out until it is realized.
define box ($size = 1) {
  file { "/box/${name}": content => String($size) }
}
@box { 'red': size => 3 }
@box { 'blue': }
@file { '/one': ensure => file }
@file { '/two': ensure => file }

realize Box['red']
realize File['/one'], File['/one']
realize [File['/two']]
