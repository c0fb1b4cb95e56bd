Puppet::Functions.create_function(:'ma::two') do
  dispatch :int do
    param 'Integer', :n
    block_param 'Callable[1, 1]', :b
  end
  dispatch :str do
    param 'String', :n
    optional_repeated_param 'Any', :rest
    optional_block_param
  end
  argument_mismatch :wrong do
    param 'Boolean', :x
  end
  def int(n)
    (1..n).map { |i| yield i }
  end
  def str(n, *rest, &b)
    b ? b.call(n) : [n, rest, block_given?]
  end
  def wrong(x)
    "does not like #{x}"
  end
end
