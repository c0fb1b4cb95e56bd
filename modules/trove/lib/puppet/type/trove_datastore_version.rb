Puppet::Type.newtype(:trove_datastore_version) do
  desc 'A version of a datastore, and the image that its instances start from.'

  ensurable

  newparam(:name, namevar: true) do
    desc 'The name of the version.'
    newvalues(%r{\A\S+\z})
  end

  newparam(:datastore) do
    desc 'The datastore that it is a version of.'
  end

  newparam(:manager) do
    desc 'The manager that the guest agent uses for it.'
  end

  newparam(:image_id) do
    desc 'The id of the image.'
  end

  newparam(:packages) do
    desc 'Packages that the guest agent installs.'
    defaultto ''
  end

  newparam(:active) do
    desc 'Whether instances of it may be made: 1 or 0.'
    defaultto '1'
    munge(&:to_s)
  end

  validate do
    [:datastore, :manager, :image_id].each do |name|
      raise Puppet::Error, "#{name} is a required attribute" if self[:ensure] == :present && !self[name]
    end
  end

  autorequire(:anchor) { ['trove::service::end'] }
  autorequire(:trove_datastore) { [self[:datastore]] unless self[:ensure] == :absent }
  # A datastore can be removed when its versions are gone.
  autobefore(:trove_datastore) { [self[:datastore]] if self[:ensure] == :absent }
end
