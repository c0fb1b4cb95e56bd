# Datastores come when the service answers, versions after their datastore.
#
# facts: debian-12
# expect: Anchor['trove::service::end'] before Trove_datastore['mysql'], Trove_datastore_version['8.0.36']
# expect: Trove_datastore['mysql'] before Trove_datastore_version['8.0.36']
# expect: Trove_datastore_version['8.0.36'] active 0
include trove::deps

trove_datastore { 'mysql':
  ensure => present,
}

trove_datastore_version { '8.0.36':
  ensure    => present,
  datastore => 'mysql',
  manager   => 'mysql',
  image_id  => '6d2f1f3c-58a4-4a0e-9a3b-0f4c4d0a7b11',
  active    => 0,
}
