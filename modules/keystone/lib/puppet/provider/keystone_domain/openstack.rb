require 'puppet/provider/keystone'

Puppet::Type.type(:keystone_domain).provide(:openstack, parent: Puppet::Provider::Keystone) do
  desc 'Reads and writes domains by REST.'

  mk_resource_methods

  def self.instances
    list('domains').map do |domain|
      new(name: domain['name'], ensure: :present, id: domain['id'], enabled: domain['enabled'].to_s.to_sym, description: domain['description'])
    end
  end

  def create
    change(:post, 'domains', domain: { name: resource[:name], enabled: resource[:enabled] != :false, description: resource[:description].to_s })
  end

  # Keystone removes a domain only when it is disabled.
  def destroy
    self.enabled = :false
    change(:delete, "domains/#{id}")
  end

  def enabled=(value)
    change(:patch, "domains/#{id}", domain: { enabled: truth(value) })
  end

  def description=(value)
    change(:patch, "domains/#{id}", domain: { description: value })
  end
end
