Puppet::Type.newtype(:keystone_user) do
  desc 'A user: a person or a service.'

  ensurable

  newparam(:name, namevar: true) do
    desc 'The name of the user.'
    newvalues(%r{\A\S+\z})
  end

  newparam(:domain) do
    desc 'The domain that the user belongs to.'
    defaultto 'Default'
  end

  newproperty(:enabled) do
    desc 'Whether the user may log in.'
    newvalues(:true, :false)
  end

  newproperty(:email) do
    desc 'The address of the user.'
  end

  newproperty(:description) do
    desc 'Who it is.'
  end

  newproperty(:password) do
    desc 'The password; Keystone is asked whether it is still this one.'

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

  autorequire(:anchor) { ['keystone::service::end'] }
  autorequire(:keystone_domain) { [self[:domain]] }
end
