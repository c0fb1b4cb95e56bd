Puppet::Type.newtype(:mysql_user) do
  desc 'A user of the MariaDB server on this host.'

  ensurable

  newparam(:name, namevar: true) do
    desc 'The account: USER@HOST.'
    newvalues(%r{\A[^@]+@\S+\z})
    munge { |value| value.sub(%r{@.*\z}, &:downcase) }
  end

  newproperty(:password_hash) do
    desc 'The hash of the password, as mysql::password makes it.'

    def is_to_s(_value)
      '[old password hash redacted]'
    end

    def should_to_s(_value)
      '[new password hash redacted]'
    end
  end

  newproperty(:plugin) do
    desc 'The authentication plugin.'
    newvalues(%r{\A\w+\z})
  end

  autorequire(:service) { ['mysqld'] }
end
