# Credentials of a project, and of the system.
openstacklib::clouds { '/root/clouds.yaml':
  username     => 'admin',
  password     => Sensitive("it's secret"),
  auth_url     => 'http://127.0.0.1:5000',
  project_name => 'admin',
  system_scope => 'all',
}
