class a::b inherits   a { }
class a::c inherits a { }
