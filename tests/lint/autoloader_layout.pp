# in ntp/manifests/server.pp
class ntp::server { }
class ntp { }
define ntp::peer { }
define ntp::server () { }
