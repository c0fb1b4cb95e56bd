module Puppet::Parser::Functions
  newfunction(:nobody, :type => :rvalue) do
    'x'
  end
end
