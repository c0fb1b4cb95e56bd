require 'puppet/provider/trove'

Puppet::Type.type(:trove_datastore).provide(:trove, parent: Puppet::Provider::Trove) do
  desc 'Reads and removes by REST, writes by trove-manage.'

  def self.instances
    datastores.map { |datastore| new(name: datastore['name'], id: datastore['id'], ensure: :present) }
  end

  def create
    trove_manage('datastore_update', resource[:name], '')
    trove_manage('datastore_update', resource[:name], resource[:version]) if resource[:version]
  end

  def destroy
    remove("datastores/#{id}")
  end
end
