require 'puppet_x/openstack/settings_type'

Puppet::Type.newtype(:trove_config) do
  extend PuppetX::Openstack::SettingsType

  desc 'One setting of /etc/trove/trove.conf.'

  setting_attributes

  autorequire(:anchor) { ['trove::install::end'] }
end
