# A rule of one's own.
class { 'keystone::policy':
  policies => {
    'readers list users' => { 'key' => 'identity:list_users', 'value' => 'role:reader' },
  },
}
