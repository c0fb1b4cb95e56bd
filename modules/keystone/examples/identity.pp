# Domains, projects, users and what they may do.
keystone_domain { 'shop':
  ensure  => present,
  enabled => true,
}

keystone_project { 'counter':
  ensure      => present,
  domain      => 'shop',
  description => 'Where the selling is done',
}

keystone_role { ['clerk', 'manager']:
  ensure => present,
}

keystone_user { 'anna':
  ensure   => present,
  enabled  => true,
  domain   => 'shop',
  email    => 'anna@example.org',
  password => Sensitive('anna-secret'),
}

keystone_user_role { 'anna@counter':
  ensure => present,
  roles  => ['clerk', 'manager'],
}

keystone::resource::service_identity { 'till':
  password     => Sensitive('till-secret'),
  service_type => 'billing',
  public_url   => 'http://10.0.0.12:8888',
  internal_url => 'http://10.0.0.12:8888',
  admin_url    => 'http://10.0.0.12:8888',
}
