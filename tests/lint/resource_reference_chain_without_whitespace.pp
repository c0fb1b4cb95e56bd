File['a'] -> Class ['b']
Class['c'] -> File ['d']
