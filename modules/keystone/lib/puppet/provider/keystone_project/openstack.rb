require 'puppet/provider/keystone'

Puppet::Type.type(:keystone_project).provide(:openstack, parent: Puppet::Provider::Keystone) do
  desc 'Reads and writes projects by REST.'

  mk_resource_methods

  def self.instances
    list('projects').map do |project|
      new(name: project['name'], ensure: :present, id: project['id'], enabled: project['enabled'].to_s.to_sym, description: project['description'])
    end
  end

  def create
    change(:post, 'projects', project: { name: resource[:name], domain_id: id_of('domains', name: resource[:domain]),
                                         enabled: resource[:enabled] != :false, description: resource[:description].to_s })
  end

  def destroy
    change(:delete, "projects/#{id}")
  end

  def enabled=(value)
    change(:patch, "projects/#{id}", project: { enabled: truth(value) })
  end

  def description=(value)
    change(:patch, "projects/#{id}", project: { description: value })
  end
end
