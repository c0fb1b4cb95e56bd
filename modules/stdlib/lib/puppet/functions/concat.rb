# The first array with all further arrays and values behind it.
Puppet::Functions.create_function(:concat) do
  dispatch :join do
    param 'Array', :first
    repeated_param 'Any', :more
  end

  def join(first, *more)
    more.reduce(first) { |all, item| all + (item.is_a?(Array) ? item : [item]) }
  end
end
