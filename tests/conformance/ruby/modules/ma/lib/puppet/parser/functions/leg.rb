module Puppet::Parser::Functions
  newfunction(:leg, :type => :rvalue, :arity => -2, :doc => "x") do |args|
    raise Puppet::ParseError, "leg(): bad" if args[0] == 'bad'
    [args.map { |a| a.class.to_s }, args[0], lookupvar('::hostname'), self['facts'].class.to_s]
  end
end
