define site($port = 1) { }
site { 'x': prot => 2 }
