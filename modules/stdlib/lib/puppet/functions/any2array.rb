# An array stays as it is, a hash becomes its keys and values in turn, anything else an array of one.
Puppet::Functions.create_function(:any2array) do
  dispatch :convert do
    repeated_param 'Any', :values
  end

  def convert(*values)
    return [] if values.empty?
    return values if values.size > 1

    value = values.first
    case value
    when Array then value
    when Hash then value.to_a.flatten(1)
    else [value]
    end
  end
end
