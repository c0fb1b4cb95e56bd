# The truth that a person would read in a value: "yes", "t", numbers above 0 and any collection are true.
Puppet::Functions.create_function(:any2bool) do
  dispatch :convert do
    param 'Any', :value
  end

  def convert(value)
    case value
    when true, false then value
    when nil then false
    when Numeric then value.positive?
    when String then word(value)
    else true
    end
  end

  def word(text)
    return text.to_f.positive? if text =~ %r{\A-?\d+(\.\d+)?\z}
    return false if text =~ %r{\A(f|n|no|false|undef|undefined)?\z}i
    return true if text =~ %r{\A(t|y|yes|true)\z}i

    raise Puppet::ParseError, "any2bool(): #{text.inspect} is neither true nor false"
  end
end
