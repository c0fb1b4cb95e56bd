Puppet::Type.newtype(:toolbox_entry) do
  newparam(:name, namevar: true)
  newproperty(:value)
end
