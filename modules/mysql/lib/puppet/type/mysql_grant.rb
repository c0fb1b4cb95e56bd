Puppet::Type.newtype(:mysql_grant) do
  desc 'The privileges of one user on one database or table.'

  ensurable

  newparam(:name, namevar: true) do
    desc 'USER@HOST/DATABASE.TABLE'
    newvalues(%r{\A[^@]+@[^/]+/.+\..+\z})
  end

  newproperty(:privileges, array_matching: :all) do
    desc 'The privileges; ALL stands for all of them.'
    munge { |value| value.upcase.sub(%r{\AALL PRIVILEGES\z}, 'ALL') }

    def insync?(is)
      is.is_a?(Array) && is.sort == @should.sort
    end
  end

  newproperty(:options, array_matching: :all) do
    desc 'Options of the grant, such as GRANT.'

    def insync?(is)
      is.is_a?(Array) && is.sort == @should.sort
    end
  end

  newparam(:user) do
    desc 'USER@HOST, as in the name.'
  end

  newparam(:table) do
    desc 'DATABASE.TABLE, as in the name.'
  end

  validate do
    user, table = self[:name].split('/', 2)
    raise Puppet::Error, 'user must be the part of the name before the slash' if self[:user] && self[:user] != user
    raise Puppet::Error, 'table must be the part of the name after the slash' if self[:table] && self[:table] != table
  end

  autorequire(:service) { ['mysqld'] }
  autorequire(:mysql_user) { [self[:name].split('/', 2).first] }
  autorequire(:mysql_database) { [self[:name].split('/', 2).last.split('.').first] }
end
