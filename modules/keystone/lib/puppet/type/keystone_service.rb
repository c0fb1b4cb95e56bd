Puppet::Type.newtype(:keystone_service) do
  desc 'An entry in the catalog of services.'

  ensurable

  newparam(:name, namevar: true) do
    desc 'NAME::TYPE, such as trove::database.'
    newvalues(%r{\A\S+::\S+\z})
  end

  newproperty(:description) do
    desc 'What the service is for.'
  end

  autorequire(:anchor) { ['keystone::service::end'] }
end
