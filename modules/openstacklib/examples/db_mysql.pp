# A database that two hosts may use, the second without a name of its own.
openstacklib::db::mysql { 'shop':
  user          => 'clerk',
  password      => Sensitive('clerk-secret'),
  allowed_hosts => '10.0.0.%',
  privileges    => ['SELECT', 'INSERT'],
}
