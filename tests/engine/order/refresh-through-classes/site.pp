class config { notify { 'c1': } notify { 'c2': } }
class service { exec { '/bin/echo restart': refreshonly => true } exec { '/bin/echo reload': refreshonly => true } notify { 'deaf': } }
class middle { notify { 'm': } contain service }
include config, middle
Class['config'] ~> Class['middle']
