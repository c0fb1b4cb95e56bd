require 'puppet/provider/openstack_config'

Puppet::Type.type(:trove_api_paste_ini).provide(:ini_setting, parent: Puppet::Provider::OpenstackConfig) do
  desc 'Edits /etc/trove/api-paste.ini.'

  def self.file_path
    '/etc/trove/api-paste.ini'
  end
end
