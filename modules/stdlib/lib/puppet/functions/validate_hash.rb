# Stops the compilation unless every argument is a hash.
Puppet::Functions.create_function(:validate_hash) do
  dispatch :check do
    repeated_param 'Any', :values
  end

  def check(*values)
    wrong = values.find { |value| !value.is_a?(Hash) }
    raise Puppet::ParseError, "#{wrong.inspect} is not a Hash.  It looks to be a #{wrong.class}" unless wrong.nil?
  end
end
