type A = Integer
type A::B = Variant[String, Integer[0, default]]
type C = Struct[{ a => A, Optional[b] => C }]
type D = Object[{ attributes => { x => Integer } }]
type E = { attributes => { y => String } }
type F = D { attributes => { z => Any } }
type G = Object { attributes => { w => Any } }
type H = TypeSet { version => '1.0.0' }
type I = [String, Integer]
type Runtime[ruby, 'X'] = Y
type Runtime[ruby, [/a/, 'b']] = [/c/, 'd']
