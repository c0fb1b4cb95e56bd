type A = [Integer]
type Integer = String
type C = Plan
type Foo[x] = Bar
type Runtime[ruby, 'x'] = [/a/, 'b']
type Runtime[ruby, [/a/, 'b']] = Integer
function d() >> Integer { 1 }
