class a (String $b = '', Variant[String, Integer] $c = '', String $d = 'e', $f = '', Optional[String] $g = '') { }
