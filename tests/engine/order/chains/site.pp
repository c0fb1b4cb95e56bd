notify { ['a', 'b', 'c', 'd', 'e', 'f']: }
Notify['f'] -> Notify['e'] -> [Notify['d'], Notify['c']] -> Notify['a']
Notify['b'] <- Notify['a']
