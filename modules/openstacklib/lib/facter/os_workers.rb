# How many workers a service gets that shares its host with others: half of the processors, 2 to 12.
Facter.add(:os_workers) do
  setcode { (Facter.value(:processors)['count'].to_i / 2).clamp(2, 12) }
end

# Keystone answers for all the others: as many as there are processors, 4 to 24.
Facter.add(:os_workers_keystone) do
  setcode { Facter.value(:processors)['count'].to_i.clamp(4, 24) }
end
