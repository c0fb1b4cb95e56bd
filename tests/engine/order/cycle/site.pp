notify { 'p': before => Notify['q'] }
notify { 'q': before => Notify['p'] }
