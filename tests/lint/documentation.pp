class a { }

# Described
class b { }

# Too far away

class c { }
define d { }
