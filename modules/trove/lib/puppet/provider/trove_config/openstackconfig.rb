require 'puppet/provider/openstack_config'

Puppet::Type.type(:trove_config).provide(:openstackconfig, parent: Puppet::Provider::OpenstackConfig) do
  desc 'Edits /etc/trove/trove.conf.'

  def self.file_path
    '/etc/trove/trove.conf'
  end
end
