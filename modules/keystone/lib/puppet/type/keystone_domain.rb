Puppet::Type.newtype(:keystone_domain) do
  desc 'A domain: users and projects that belong together.'

  ensurable

  newparam(:name, namevar: true) do
    desc 'The name of the domain.'
    newvalues(%r{\S})
  end

  newproperty(:enabled) do
    desc 'Whether its users may log in.'
    newvalues(:true, :false)
  end

  newproperty(:description) do
    desc 'What it is for.'
  end

  autorequire(:anchor) { ['keystone::service::end'] }
end
