# Each element (or each key of a hash) with a text in front of it.
Puppet::Functions.create_function(:prefix) do
  dispatch :elements do
    param 'Array', :list
    optional_param 'String', :text
  end
  dispatch :keys do
    param 'Hash', :hash
    optional_param 'String', :text
  end

  def elements(list, text = '')
    list.map { |item| "#{text}#{item}" }
  end

  def keys(hash, text = '')
    hash.transform_keys { |key| "#{text}#{key}" }
  end
end
