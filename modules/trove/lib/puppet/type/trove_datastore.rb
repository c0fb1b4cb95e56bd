Puppet::Type.newtype(:trove_datastore) do
  desc 'A kind of database that Trove offers, such as mysql.'

  ensurable

  newparam(:name, namevar: true) do
    desc 'The name of the datastore.'
    newvalues(%r{\A\S+\z})
  end

  newparam(:version) do
    desc 'The default version, if it is there already when the datastore is made.'
  end

  autorequire(:anchor) { ['trove::service::end'] }
end
