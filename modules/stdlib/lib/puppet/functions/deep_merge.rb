# As merge, and hashes below the same key are merged in their turn.
Puppet::Functions.create_function(:deep_merge) do
  dispatch :hashes do
    repeated_param 'Variant[Hash, Undef, String[0, 0]]', :hashes
  end

  def hashes(*hashes)
    hashes.grep(Hash).reduce({}) { |all, hash| deep(all, hash) }
  end

  def deep(one, two)
    one.merge(two) do |_key, old, new|
      old.is_a?(Hash) && new.is_a?(Hash) ? deep(old, new) : new
    end
  end
end
