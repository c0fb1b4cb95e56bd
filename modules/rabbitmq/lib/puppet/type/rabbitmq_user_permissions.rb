Puppet::Type.newtype(:rabbitmq_user_permissions) do
  desc 'What a user may do in a virtual host, as regular expressions over the names of its things.'

  ensurable do
    defaultto :present
    newvalue(:present) { provider.create }
    newvalue(:absent) { provider.destroy }
  end

  newparam(:name, namevar: true) do
    desc 'USER@VHOST'
    newvalues(%r{\A\S+@\S+\z})
  end

  newproperty(:configure_permission) do
    desc 'What the user may make and remove.'
  end

  newproperty(:write_permission) do
    desc 'What the user may write to.'
  end

  newproperty(:read_permission) do
    desc 'What the user may read from.'
  end

  autorequire(:service) { ['rabbitmq-server'] }
  autorequire(:rabbitmq_user) { [self[:name].split('@', 2).first] }
  autorequire(:rabbitmq_vhost) { [self[:name].split('@', 2).last] }
end
