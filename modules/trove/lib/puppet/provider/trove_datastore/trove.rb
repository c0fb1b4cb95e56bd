require 'puppet/provider/trove'

Puppet::Type.type(:trove_datastore).provide(:trove, parent: Puppet::Provider::Trove) do
  desc 'Reads by REST, writes by trove-manage.'

  def self.instances
    datastores.map { |datastore| new(name: datastore['name'], ensure: :present) }
  end

  def create
    trove_manage('datastore_update', resource[:name], '')
    trove_manage('datastore_update', resource[:name], resource[:version]) if resource[:version]
  end

  def destroy
    raise Puppet::Error, 'trove-manage cannot remove a datastore'
  end
end
