Notify['a'] -> Notify['b']
