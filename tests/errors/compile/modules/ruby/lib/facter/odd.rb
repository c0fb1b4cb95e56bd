Facter.add(:odd_version) do
  setcode { '1' }
end
