require 'puppet_x/openstack/settings_type'

Puppet::Type.newtype(:trove_api_paste_ini) do
  extend PuppetX::Openstack::SettingsType

  desc 'One setting of /etc/trove/api-paste.ini.'

  setting_attributes

  autorequire(:anchor) { ['trove::install::end'] }
end
