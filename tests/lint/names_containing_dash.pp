class web-server { }
define web-server::site () { }
class web_server { }
class { 'web-server': }
