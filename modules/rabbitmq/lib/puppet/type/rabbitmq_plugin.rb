Puppet::Type.newtype(:rabbitmq_plugin) do
  desc 'A plugin of the broker on this host.'

  ensurable do
    defaultto :present
    newvalue(:present) { provider.create }
    newvalue(:absent) { provider.destroy }
  end

  newparam(:name, namevar: true) do
    desc 'The name of the plugin.'
    newvalues(%r{\A\S+\z})
  end

  autorequire(:package) { ['rabbitmq-server'] }
end
