class a inherits b { }
class a::b inherits a { }
class a::c inherits ::a::d { }
class a::e inherits ab::d { }
