Service['a'] <- Package['a']
Service['b'] <~ Package['b']
Package['c'] -> Service['c']
