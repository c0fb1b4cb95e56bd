include toolbox
include ::toolbox::server
include toolbox::sever
include elsewhere::server
contain ['toolbox::server', 'toolbox::nothing']
class { 'toolbox::srver': port => 1 }
class local inherits toolbox::parms { }
if defined(Class['toolbox::perhaps']) or defined('toolbox::perhaps') { }
file { '/tmp/a': require => Class['toolbox::servr'], before => Class['toolbox'] }
include local
