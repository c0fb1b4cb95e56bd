# The truth that a person would read in a value: "yes", "on", 1 and any non-empty collection are true.
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
    return false if text.empty? || text =~ %r{\A(0|f|n|no|false|undef|undefined)\z}i
    return text.to_f.positive? if text =~ %r{\A-?\d+(\.\d+)?\z}

    true
  end
end
