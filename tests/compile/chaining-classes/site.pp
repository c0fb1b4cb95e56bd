# Arrows between classes and defined resources.
class early { notify { 'early': } }
class late { notify { 'late': } }
define middle { notify { "middle ${name}": } }
include early, late
middle { 'm': }
Class['early'] -> Middle['m'] ~> Class['late']
class { 'extra': } -> Class['early']
class extra { }
