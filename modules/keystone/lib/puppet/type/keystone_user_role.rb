Puppet::Type.newtype(:keystone_user_role) do
  desc 'The roles of a user in a project, or in the system.'

  ensurable

  newparam(:name, namevar: true) do
    desc 'USER@PROJECT, or USER@::::all for the system.'
    newvalues(%r{\A[^@\s]+@\S+\z})
  end

  newproperty(:roles, array_matching: :all) do
    desc 'The names of the roles.'

    def insync?(is)
      is.is_a?(Array) && is.sort == @should.sort
    end
  end

  autorequire(:anchor) { ['keystone::service::end'] }
  autorequire(:keystone_user) { [self[:name].split('@', 2).first] }
  autorequire(:keystone_project) { [self[:name].split('@', 2).last] }
  autorequire(:keystone_role) { self[:roles] }
end
