Puppet::Type.newtype(:own_thing) do
  ensurable
  newparam(:name, namevar: true)
  newparam(:size)
  newproperty(:colour)
end
