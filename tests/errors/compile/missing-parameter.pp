class site($port) { }
include site
