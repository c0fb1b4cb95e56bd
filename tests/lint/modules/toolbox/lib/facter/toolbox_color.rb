Facter.add(:toolbox_color) { setcode { 'red' } }
%w[a b].each { |name| Facter.add("toolbox_size_#{name}") { setcode { 1 } } }
