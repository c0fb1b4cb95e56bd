Puppet::Functions.create_function(:'ruby::broken') do
  def broken(
end
