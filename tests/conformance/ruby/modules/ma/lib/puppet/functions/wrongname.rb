Puppet::Functions.create_function(:othername) do
  def othername(x)
   x
  end
end
