file { '/tmp/rpuppet-order/dir/file': content => "hello\n", mode => '0600', notify => Exec['/bin/echo changed'] }
exec { '/bin/echo changed': refreshonly => true }
file { '/tmp/rpuppet-order': ensure => directory }
file { '/tmp/rpuppet-order/link': ensure => link, target => 'dir' }
file { '/tmp/rpuppet-order/dir': ensure => directory, mode => '0700' }
file { '/tmp/rpuppet-order/none': ensure => absent }
