Puppet::Type.newtype(:rabbitmq_vhost) do
  desc 'A virtual host of the broker on this host.'

  ensurable do
    defaultto :present
    newvalue(:present) { provider.create }
    newvalue(:absent) { provider.destroy }
  end

  newparam(:name, namevar: true) do
    desc 'The name of the virtual host.'
    newvalues(%r{\A\S+\z})
  end

  autorequire(:service) { ['rabbitmq-server'] }
end
