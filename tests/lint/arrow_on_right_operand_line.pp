Package['a'] ->
Service['a']
Package['b'] ~> # a remark
Service['b']
Package['c']
-> Service['c']
File['/a'] -> File['/b']
