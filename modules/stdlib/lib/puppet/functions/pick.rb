# The first argument that is neither undefined nor the empty string.
Puppet::Functions.create_function(:pick) do
  dispatch :first do
    repeated_param 'Any', :values
  end

  def first(*values)
    found = values.find { |value| !(value.nil? || value == :undef || value == :undefined || value == '') }
    raise Puppet::ParseError, 'pick(): must receive at least one non empty value' if found.nil? && !values.include?(false)

    found.nil? ? false : found
  end
end
