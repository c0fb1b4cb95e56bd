class outer { notify { 'outer': } contain inner notify { 'outer 2': } }
class inner { notify { 'inner': } }
class loose { include floating notify { 'loose': } }
class floating { notify { 'floating': } }
class after { notify { 'after': } }
include outer, after, loose
Class['outer'] -> Class['after']
Class['after'] -> Class['loose']
