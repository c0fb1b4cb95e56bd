class site { }
class { 'site': stage => 'first' }
