Puppet::Functions.create_function(:'ma::one') do
  dispatch :repeated do
    param 'String', :s
    optional_param 'Integer', :n
    return_type 'String'
  end
  def repeated(s, n = 2)
    return 5 if s == 'bad'
    raise Puppet::ParseError, "one(): no #{s}" if s == 'pe'
    raise ArgumentError, "arg #{s}" if s == 'ae'
    raise "plain #{s}" if s == 're'
    nil.foo if s == 'nm'
    s * n
  end
end
