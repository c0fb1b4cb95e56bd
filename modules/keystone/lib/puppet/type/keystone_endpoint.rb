Puppet::Type.newtype(:keystone_endpoint) do
  desc 'Where a service is to be reached in a region: by everybody, by services, by administrators.'

  ensurable

  newparam(:name, namevar: true) do
    desc 'REGION/NAME::TYPE, such as RegionOne/trove::database.'
    newvalues(%r{\A[^/\s]+/\S+::\S+\z})
  end

  newproperty(:public_url) do
    desc 'The URL for everybody.'
  end

  newproperty(:internal_url) do
    desc 'The URL for other services.'
  end

  newproperty(:admin_url) do
    desc 'The URL for administrators.'
  end

  autorequire(:anchor) { ['keystone::service::end'] }
  autorequire(:keystone_service) { [self[:name].split('/', 2).last] }
end
