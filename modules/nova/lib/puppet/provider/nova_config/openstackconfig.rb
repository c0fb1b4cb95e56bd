require 'puppet/provider/openstack_config'

Puppet::Type.type(:nova_config).provide(:openstackconfig, parent: Puppet::Provider::OpenstackConfig) do
  desc 'Edits /etc/nova/nova.conf.'

  def self.file_path
    '/etc/nova/nova.conf'
  end
end
