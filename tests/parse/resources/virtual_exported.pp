@file { 'a': }
@@file { 'a': ensure => file }
@ file { 'b': }
@class_like::thing { 'c': ; 'd': }
@@host { $x: ip => '1' } 
@user { ['a', 'b']: uid => 1 }
