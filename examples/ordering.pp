# Resources are applied in the order in which they are written, unless they say otherwise:
# `->` is "before", `~>` is "before, and tell it when I changed".

file { '/tmp/rpuppet-ordering':
  ensure => directory,
}

# Runs only when something that it waits for has changed.
exec { 'count the settings':
  command     => '/usr/bin/wc -l /tmp/rpuppet-ordering/settings',
  logoutput   => true,
  refreshonly => true,
}

file { '/tmp/rpuppet-ordering/settings':
  ensure  => file,
  content => "colour = blue\nsize = 3\n",
}

File['/tmp/rpuppet-ordering'] -> File['/tmp/rpuppet-ordering/settings'] ~> Exec['count the settings']

# The same said by metaparameters: require, before, subscribe, notify.
notify { 'everything is there':
  require => [File['/tmp/rpuppet-ordering/settings'], Exec['count the settings']],
}
