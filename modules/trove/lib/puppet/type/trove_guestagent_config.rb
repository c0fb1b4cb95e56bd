require 'puppet_x/openstack/settings_type'

Puppet::Type.newtype(:trove_guestagent_config) do
  extend PuppetX::Openstack::SettingsType

  desc 'One setting of /etc/trove/trove-guestagent.conf.'

  setting_attributes

  autorequire(:anchor) { ['trove::install::end'] }
end
