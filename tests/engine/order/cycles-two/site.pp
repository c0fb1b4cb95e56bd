notify { 'm': before => Notify['n'] }
notify { 'n': before => Notify['m'] }
notify { 'a': before => Notify['b'] }
notify { 'b': before => Notify['a'] }
