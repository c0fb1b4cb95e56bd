# Arrows between references, resources, arrays, and collectors; both directions.
notify { ['a', 'b', 'c', 'd', 'e', 'f', 'g']: }

Notify['a'] -> Notify['b'] ~> Notify['c']
Notify['e'] <- Notify['d'] <~ Notify['c']
[Notify['a'], Notify['b']] -> Notify['f', 'g']
notify { 'first': } -> notify { 'second': } ~> notify { 'third': tag => 'last' }
Notify<| tag == 'last' |> -> Notify['g']
notify { ['h', 'i']: before => Notify['a'] } -> notify { 'j': }
