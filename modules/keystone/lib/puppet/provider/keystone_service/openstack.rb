require 'puppet/provider/keystone'

Puppet::Type.type(:keystone_service).provide(:openstack, parent: Puppet::Provider::Keystone) do
  desc 'Reads and writes the catalog of services by REST.'

  mk_resource_methods

  def self.instances
    list('services').map do |service|
      new(name: "#{service['name']}::#{service['type']}", ensure: :present, id: service['id'], description: service['description'])
    end
  end

  def create
    name, _separator, type = resource[:name].rpartition('::')
    change(:post, 'services', service: { name: name, type: type, enabled: true, description: resource[:description].to_s })
  end

  def destroy
    change(:delete, "services/#{id}")
  end

  def description=(value)
    change(:patch, "services/#{id}", service: { description: value })
  end
end
