Class['::a'] -> Class['b']
File['::c'] -> Class[::d, 'e']
