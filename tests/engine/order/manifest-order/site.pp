notify { 'one': }
notify { ['two', 'three']: }
exec { '/bin/true': }
notify { 'four': require => Notify['five'] }
notify { 'five': }
notify { 'six': before => Notify['one'] }
