Facter.add(:toolbox_color) { setcode { 'red' } }
