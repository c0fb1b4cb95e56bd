require 'puppet/provider/openstack_config'

Puppet::Type.type(:trove_guestagent_config).provide(:openstackconfig, parent: Puppet::Provider::OpenstackConfig) do
  desc 'Edits /etc/trove/trove-guestagent.conf.'

  def self.file_path
    '/etc/trove/trove-guestagent.conf'
  end
end
