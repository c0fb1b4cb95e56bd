module Puppet::Parser::Functions
  newfunction(:stmt, :arity => 1) do |args|
    Puppet.notice("stmt says #{args[0]}")
    warning("w #{args[0]}")
    7
  end
end
