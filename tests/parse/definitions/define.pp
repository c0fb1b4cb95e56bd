define a { }
define a::b ($c, $d = $title) { notice $d }
define e (Array[String] *$f) { }
define ::g::h () { define i { } }
