class a (Optional[String] $b = 'c', Optional[String] $d = undef, Optional[String] $e, Optional[String] $f = g('h'), Optional $i = $j) { }
define k (Optional[String] $l, String $m = 'n', Optional[String] $o = undef) { }
