file { 'a': }
file { 'a': ensure => file }
file { 'a': ensure => file, }
file { 'a': ; 'b': }
file { 'a': ensure => file; 'b': mode => '0644', ; }
file { ['a', 'b']: }
file { $titles: ensure => present }
file { "a${b}": }
file { default: mode => '1'; 'x': }
a::b { 'c': }
::a::b { 'c': }
class { 'a': x => 1 }
class { ['a', 'b']: }
class { '::a': ; 'b': }
File { 'x': }
$type { 'x': }
Resource['file'] { 'x': }
Resource[$t] { 'x': mode => 1 }
