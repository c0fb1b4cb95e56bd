Puppet::Functions.create_function(:'ruby::shell') do
  def shell(path)
    `ls #{path}`
  end
end
