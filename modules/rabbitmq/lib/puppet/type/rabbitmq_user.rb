Puppet::Type.newtype(:rabbitmq_user) do
  desc 'A user of the broker on this host.'

  ensurable do
    defaultto :present
    newvalue(:present) { provider.create }
    newvalue(:absent) { provider.destroy }
  end

  newparam(:name, namevar: true) do
    desc 'The name of the user.'
    newvalues(%r{\A\S+\z})
  end

  newproperty(:password) do
    desc 'The password; the broker is asked whether it is still this one.'

    def insync?(_is)
      provider.password?(should)
    end

    def is_to_s(_value)
      '[old password redacted]'
    end

    def should_to_s(_value)
      '[new password redacted]'
    end
  end

  newproperty(:admin) do
    desc 'Whether the user is an administrator.'
    newvalues(:true, :false)
    defaultto :false
  end

  newproperty(:tags, array_matching: :all) do
    desc 'Further tags, such as monitoring.'

    def insync?(is)
      is.is_a?(Array) && is.sort == @should.sort
    end
  end

  autorequire(:service) { ['rabbitmq-server'] }
end
