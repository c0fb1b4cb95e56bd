define site(Integer $port) { }
site { 'x': port => 'eighty' }
