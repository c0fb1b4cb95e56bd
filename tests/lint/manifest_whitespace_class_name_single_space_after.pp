class a{ }
class b  ($c) { }
define d ($e) { }
class f
{ }
