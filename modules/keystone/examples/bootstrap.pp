# The first administrator, whose clients use the internal interface.
class { 'keystone::bootstrap':
  password     => Sensitive('admin-secret'),
  internal_url => 'http://10.0.0.9:5000',
  interface    => 'internal',
}
