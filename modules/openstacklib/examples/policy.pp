# A policy file with one rule.
openstacklib::policy { '/etc/shop/policy.yaml':
  file_user  => 'root',
  file_group => 'shop',
  policies   => { 'sell' => { 'key' => 'shop:sell', 'value' => 'role:clerk' } },
}
