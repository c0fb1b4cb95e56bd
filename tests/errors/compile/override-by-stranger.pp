class a { notify { 'x': message => 1 } }
class b { Notify['x'] { message => 2 } }
include a, b
