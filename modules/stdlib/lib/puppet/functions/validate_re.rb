# Stops the compilation unless a text matches at least one of the patterns.
Puppet::Functions.create_function(:validate_re) do
  dispatch :check do
    param 'String', :text
    param 'Variant[String, Array[String]]', :patterns
    optional_param 'String', :message
  end

  def check(text, patterns, message = nil)
    return if [patterns].flatten.any? { |pattern| text =~ Regexp.new(pattern) }

    raise Puppet::ParseError, message || "validate_re(): #{text.inspect} does not match #{patterns.inspect}"
  end
end
