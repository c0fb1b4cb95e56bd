class a { notify { 'x': require => Class['b'] } }
class b { notify { 'y': } }
include a, b
Notify['x'] -> Notify['y']
