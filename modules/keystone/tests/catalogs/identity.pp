# Who is in what comes after it.
#
# facts: debian-12, redhat-9
# expect: Keystone_domain['shop'] before Keystone_project['counter'], Keystone_user['anna']
# expect: Keystone_project['counter'] before Keystone_user_role['anna@counter']
# expect: Keystone_role['clerk'] before Keystone_user_role['anna@counter']
keystone_domain { 'shop':
  ensure  => present,
  enabled => true,
}

keystone_project { 'counter':
  ensure => present,
  domain => 'shop',
}

keystone_role { 'clerk':
  ensure => present,
}

keystone_user { 'anna':
  ensure   => present,
  domain   => 'shop',
  password => Sensitive('penny-for-the-clerk'),
}

keystone_user_role { 'anna@counter':
  ensure => present,
  roles  => ['clerk'],
}
