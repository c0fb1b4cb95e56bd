package { 'ntp': }
package { ['ntp', 'bash']: }
package { 'ntp': } -> file { '/tmp/a': ; '/tmp/a': }
if $facts { package { 'ntp': } } else { package { 'ntp': } }
class { 'toolbox': }
class { '::toolbox': }
package { $a: }
package { $a: }
