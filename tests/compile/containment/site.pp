# contain, require, include: who holds what, who comes before whom.
class a { contain a::inner notify { 'a': } }
class a::inner { notify { 'a inner': } }
class b { require a notify { 'b': } }
class c { include c::loose notify { 'c': } }
class c::loose { notify { 'loose': } }
class d { contain a::inner, e }
class e { notify { 'e': } }
define holder { contain held notify { "holder ${name}": } }
class held { notify { 'held': } }
include b, c
class { 'd': require => Class['b'] }
holder { 'h': before => Class['d'] }
