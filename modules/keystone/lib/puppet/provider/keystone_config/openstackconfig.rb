require 'puppet/provider/openstack_config'

Puppet::Type.type(:keystone_config).provide(:openstackconfig, parent: Puppet::Provider::OpenstackConfig) do
  desc 'Edits /etc/keystone/keystone.conf.'

  def self.file_path
    '/etc/keystone/keystone.conf'
  end
end
