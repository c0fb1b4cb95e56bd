Puppet::Type.newtype(:keystone_role) do
  desc 'A role that users can have in a project or in the system.'

  ensurable

  newparam(:name, namevar: true) do
    desc 'The name of the role.'
    newvalues(%r{\S})
  end

  autorequire(:anchor) { ['keystone::service::end'] }
end
