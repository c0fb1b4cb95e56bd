Puppet::Type.newtype(:mysql_database) do
  desc 'A database of the MariaDB server on this host.'

  ensurable

  newparam(:name, namevar: true) do
    desc 'The name of the database.'
  end

  newproperty(:charset) do
    desc 'The default character set. utf8 is another name of utf8mb3.'
    defaultto 'utf8mb3'
    munge { |value| value.sub(%r{\Autf8(?=_|\z)}, 'utf8mb3') }
  end

  newproperty(:collate) do
    desc 'The default collation.'
    defaultto 'utf8mb3_general_ci'
    munge { |value| value.sub(%r{\Autf8(?=_|\z)}, 'utf8mb3') }
  end

  autorequire(:service) { ['mysqld'] }
end
