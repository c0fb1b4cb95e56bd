toolbox::setting { ['a', 'b']: value => 'x' }
file { '/tmp/a': require => Toolbox::Setting['a'] }
file { '/tmp/b': require => [Toolbox::Setting['b', 'c'], Package['x']] }
define local { }
local { "x${title}": }
file { '/tmp/c': notify => Local['y'] }
