notice($facts['procesors']['count'], $facts['processors'], $::facts['netwroking'])
notice($facts['own_fact'], $facts['osfamily'], $facts['op'], $facts["${name}s"])
notice($other['procesors'])
