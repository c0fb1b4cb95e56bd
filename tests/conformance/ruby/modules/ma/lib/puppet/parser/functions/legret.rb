Puppet::Parser::Functions.newfunction(:legret, :type => :rvalue) do |args|
  return args[0].inspect
end
