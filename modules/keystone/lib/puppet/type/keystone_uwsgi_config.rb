require 'puppet_x/openstack/settings_type'

Puppet::Type.newtype(:keystone_uwsgi_config) do
  extend PuppetX::Openstack::SettingsType

  desc 'One setting of /etc/keystone/keystone-uwsgi.ini.'

  setting_attributes

  autorequire(:anchor) { ['keystone::install::end'] }
end
