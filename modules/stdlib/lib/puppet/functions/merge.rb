# One hash out of many; the later value of a key wins, an undefined or empty argument counts as no hash.
Puppet::Functions.create_function(:merge) do
  dispatch :hashes do
    repeated_param 'Variant[Hash, Undef, String[0, 0]]', :hashes
  end

  def hashes(*hashes)
    hashes.grep(Hash).reduce({}) { |all, hash| all.merge(hash) }
  end
end
