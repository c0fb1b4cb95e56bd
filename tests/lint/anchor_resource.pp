anchor { 'a': }
Anchor['a'] -> Service['b']
