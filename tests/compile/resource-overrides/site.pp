# Attributes added later, in the same scope; append in a child class; several at once.
file { ['/x', '/y']: ensure => file }
File['/x', '/y'] { owner => 'root' }
File['/x'] { group => 'adm' }

class base {
  notify { 'n': tag => ['one'], require => File['/x'] }
}
class child inherits base {
  Notify['n'] { require +> File['/y'], message => undef }
}
include child
