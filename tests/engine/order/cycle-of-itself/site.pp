class a { notify { 'x': require => Class['a'] } }
include a
