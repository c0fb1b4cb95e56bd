class site(Integer $port) { }
class { 'site': port => 'eighty' }
