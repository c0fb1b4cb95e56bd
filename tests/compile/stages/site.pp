# Classes in stages of their own; what they include stays where it is.
stage { ['first', 'last']: }
Stage['first'] -> Stage['main'] -> Stage['last']
class repo { notify { 'repo': } include repo::key }
class repo::key { notify { 'key': } }
class report { notify { 'report': } }
class { 'repo': stage => first }
class { 'report': stage => last }
notify { 'main': }
