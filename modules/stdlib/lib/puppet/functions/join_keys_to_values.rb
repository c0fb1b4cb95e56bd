# "key SEPARATOR value" for each pair of a hash; an array of values gives one text for each.
Puppet::Functions.create_function(:join_keys_to_values) do
  dispatch :pairs do
    param 'Hash', :hash
    param 'String', :separator
  end

  def pairs(hash, separator)
    hash.flat_map do |key, value|
      value.is_a?(Array) ? value.map { |one| "#{key}#{separator}#{one}" } : "#{key}#{separator}#{value}"
    end
  end
end
