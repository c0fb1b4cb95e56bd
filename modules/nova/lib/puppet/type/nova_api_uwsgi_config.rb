require 'puppet_x/openstack/settings_type'

Puppet::Type.newtype(:nova_api_uwsgi_config) do
  extend PuppetX::Openstack::SettingsType

  desc 'One setting of /etc/nova/nova-api-uwsgi.ini.'

  setting_attributes

  autorequire(:anchor) { ['nova::install::end'] }
end
