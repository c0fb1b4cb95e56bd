notify { 'a': require => [Notify['d'], Notify['c']] }
notify { 'b': }
notify { 'c': require => Notify['e'] }
notify { 'd': }
notify { 'e': }
