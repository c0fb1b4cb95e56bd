class a inherits a::params { }
class b inherits b { }
class c::params { }
