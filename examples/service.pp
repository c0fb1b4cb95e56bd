# Package, file, service: the three that most of Puppet's work is made of (as root, on a Debian host).
#
#     rpuppet plan examples/service.pp          what would change
#     sudo rpuppet apply examples/service.pp    do it; a second run changes nothing

package { 'ntpsec':
  ensure => installed,
}

# A change of the file restarts the service.
file { '/etc/ntpsec/ntp.d':
  ensure  => directory,
  owner   => 'root',
  group   => 'root',
  mode    => '0755',
  require => Package['ntpsec'],
}

file { '/etc/ntpsec/ntp.d/pool.conf':
  ensure  => file,
  mode    => '0644',
  content => "pool ${facts['os']['name'].downcase}.pool.ntp.org iburst\n",
  notify  => Service['ntpsec'],
}

service { 'ntpsec':
  ensure => running,
  enable => true,
}
