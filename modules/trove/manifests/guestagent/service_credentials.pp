# As whom a guest agent acts at the other OpenStack services.
class trove::guestagent::service_credentials (
  $password,
  $auth_url            = 'http://127.0.0.1:5000',
  $region_name         = 'RegionOne',
  $username            = 'trove',
  $project_name        = 'services',
  $project_domain_name = 'Default',
  $user_domain_name    = 'Default',
  $system_scope        = $facts['os_service_default'],
) {
  include trove::deps

  # A scope is a project or the system, never both.
  $scope = is_service_default($system_scope) ? {
    true    => { 'project_name' => $project_name, 'project_domain_name' => $project_domain_name },
    default => { 'project_name' => $facts['os_service_default'], 'project_domain_name' => $facts['os_service_default'] },
  }

  trove_guestagent_config {
    'service_credentials/auth_url':            value => $auth_url;
    'service_credentials/username':            value => $username;
    'service_credentials/password':            value => $password, secret => true;
    'service_credentials/user_domain_name':    value => $user_domain_name;
    'service_credentials/project_name':        value => $scope['project_name'];
    'service_credentials/project_domain_name': value => $scope['project_domain_name'];
    'service_credentials/system_scope':        value => $system_scope;
    'service_credentials/region_name':         value => $region_name;
  }
}
