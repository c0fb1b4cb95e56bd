Puppet::Type.newtype(:own_pair) do
  newparam(:left, namevar: true)
  newparam(:right, namevar: true)
  newproperty(:value)

  def self.title_patterns
    [
      [%r{^([^/]+)/([^/]+)$}, [[:left], [:right]]],
      [%r{^([^/]+)$}, [[:left]]],
    ]
  end
end
