require 'puppet/provider/trove'

Puppet::Type.type(:trove_datastore_version).provide(:trove, parent: Puppet::Provider::Trove) do
  desc 'Reads and removes by REST, writes by trove-manage.'

  # Two datastores may have versions of one name, so that each resource looks for itself.
  def self.prefetch(_resources); end

  def self.instances
    datastores.flat_map { |datastore| datastore['versions'].map { |version| new(name: version['name'], ensure: :present) } }
  end

  def exists?
    !version.nil?
  end

  def create
    values = [:datastore, :name, :manager, :image_id, :packages, :active].map { |name| resource[name] }
    trove_manage('datastore_version_update', *values)
  end

  def destroy
    remove("mgmt/datastore-versions/#{version['id']}")
  end

  def version
    datastore = self.class.datastores.find { |candidate| candidate['name'] == resource[:datastore] }
    datastore && datastore['versions'].find { |version| version['name'] == resource[:name] }
  end
end
