# Two datastores; the first with two versions.
trove_datastore { ['mysql', 'postgresql']:
  ensure => present,
}

Trove_datastore_version {
  ensure   => present,
  manager  => 'mysql',
  image_id => '6d2f1f3c-58a4-4a0e-9a3b-0f4c4d0a7b11',
}

trove_datastore_version {
  '5.7.29':
    datastore => 'mysql';
  '8.0.36':
    datastore => 'mysql',
    active    => 0;
  '15':
    datastore => 'postgresql',
    manager   => 'postgresql';
}
