require 'puppet/provider/keystone'

Puppet::Type.type(:keystone_role).provide(:openstack, parent: Puppet::Provider::Keystone) do
  desc 'Reads and writes roles by REST.'

  def self.instances
    list('roles').map { |role| new(name: role['name'], ensure: :present, id: role['id']) }
  end

  def create
    change(:post, 'roles', role: { name: resource[:name] })
  end

  def destroy
    change(:delete, "roles/#{id}")
  end
end
