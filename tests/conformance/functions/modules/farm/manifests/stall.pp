define farm::stall($animal = 'cow') { notify { "${title} ${animal}": } }
