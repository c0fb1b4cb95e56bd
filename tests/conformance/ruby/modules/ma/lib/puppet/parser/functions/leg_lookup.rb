Puppet::Parser::Functions.newfunction(:leg_lookup, :type => :rvalue) do |args|
  begin
    lookupvar(args[0]).to_s
  rescue StandardError => e
    "#{e.class}: #{e.message}"
  end
end
