Puppet::Functions.create_function(:plain1) do
  def plain1(a, b = nil)
    [a.class.to_s, b.class.to_s, a.to_s]
  end
end
