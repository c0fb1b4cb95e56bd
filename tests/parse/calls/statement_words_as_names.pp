$include = 'include'
include
file { 'include': }
$pair = [include, notice]
notice(include)
