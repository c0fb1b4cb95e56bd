Puppet::Type.newtype(:keystone_project) do
  desc 'A project: what users and services have their things in.'

  ensurable

  newparam(:name, namevar: true) do
    desc 'The name of the project.'
    newvalues(%r{\S})
  end

  newparam(:domain) do
    desc 'The domain that it belongs to.'
    defaultto 'Default'
  end

  newproperty(:enabled) do
    desc 'Whether users may work in it.'
    newvalues(:true, :false)
  end

  newproperty(:description) do
    desc 'What it is for.'
  end

  autorequire(:anchor) { ['keystone::service::end'] }
  autorequire(:keystone_domain) { [self[:domain]] }
end
