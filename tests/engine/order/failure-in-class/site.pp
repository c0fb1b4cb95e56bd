class broken { exec { '/bin/false': } notify { 'sibling': } exec { '/bin/true': } }
class behind { notify { 'behind': } exec { '/bin/echo restart': refreshonly => true } }
class free { notify { 'free': } }
include broken, behind, free
Class['broken'] ~> Class['behind']
