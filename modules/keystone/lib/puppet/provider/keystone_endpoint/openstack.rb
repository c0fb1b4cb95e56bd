require 'puppet/provider/keystone'

Puppet::Type.type(:keystone_endpoint).provide(:openstack, parent: Puppet::Provider::Keystone) do
  desc 'Reads and writes endpoints by REST. Keystone has one for each interface; here the three of them are one.'

  mk_resource_methods

  def self.instances
    services = list('services').to_h { |service| [service['id'], "#{service['name']}::#{service['type']}"] }
    list('endpoints').group_by { |endpoint| "#{endpoint['region_id']}/#{services[endpoint['service_id']]}" }.map do |name, endpoints|
      urls = endpoints.to_h { |endpoint| [:"#{endpoint['interface']}_url", endpoint['url']] }
      ids = endpoints.to_h { |endpoint| [endpoint['interface'], endpoint['id']] }
      new(name: name, ensure: :present, ids: ids, **urls)
    end
  end

  def create
    ['public', 'internal', 'admin'].each do |interface|
      url = resource[:"#{interface}_url"]
      put(interface, url) if url
    end
  end

  def destroy
    @property_hash[:ids].each_value { |id| change(:delete, "endpoints/#{id}") }
  end

  ['public', 'internal', 'admin'].each do |interface|
    define_method(:"#{interface}_url=") { |url| put(interface, url) }
  end

  private

  def put(interface, url)
    id = (@property_hash[:ids] || {})[interface]
    return change(:patch, "endpoints/#{id}", endpoint: { url: url }) if id

    region, _slash, service = resource[:name].partition('/')
    name, _separator, type = service.rpartition('::')
    change(:post, 'endpoints', endpoint: { interface: interface, url: url, region_id: region, enabled: true,
                                           service_id: id_of('services', name: name, type: type) })
  end
end
