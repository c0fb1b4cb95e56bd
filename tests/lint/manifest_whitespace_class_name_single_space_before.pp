class   a { }
define b { }
define  c { }
