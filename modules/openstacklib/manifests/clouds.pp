# Credentials for the OpenStack command line and for our own types; the title is the file's path.
define openstacklib::clouds (
  String $username,
  Variant[String[1], Sensitive[String[1]]] $password,
  String $auth_url,
  String $path                   = $name,
  String $user_domain_name       = 'Default',
  Optional[String] $project_name = undef,
  String $project_domain_name    = 'Default',
  Optional[String] $system_scope = undef,
  Optional[String] $interface    = undef,
  Optional[String] $region_name  = undef,
) {
  unless $project_name or $system_scope {
    fail('One of project_name and system_scope should be set')
  }

  $clouds = epp('openstacklib/clouds.yaml.epp', {
    'auth'    => {
      'auth_url'         => $auth_url,
      'username'         => $username,
      'password'         => $password,
      'user_domain_name' => $user_domain_name,
    },
    'scopes'  => {
      'project' => $project_name ? {
        undef   => undef,
        default => { 'project_name' => $project_name, 'project_domain_name' => $project_domain_name },
      },
      'system'  => $system_scope ? {
        undef   => undef,
        default => { 'system_scope' => $system_scope },
      },
    },
    'options' => { 'interface' => $interface, 'region_name' => $region_name },
  })

  file { $path:
    ensure    => file,
    owner     => 'root',
    group     => 'root',
    mode      => '0600',
    content   => Sensitive($clouds),
    show_diff => false,
  }
}
