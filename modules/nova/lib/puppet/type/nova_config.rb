require 'puppet_x/openstack/settings_type'

Puppet::Type.newtype(:nova_config) do
  extend PuppetX::Openstack::SettingsType

  desc 'One setting of /etc/nova/nova.conf.'

  setting_attributes

  autorequire(:anchor) { ['nova::install::end'] }
end
