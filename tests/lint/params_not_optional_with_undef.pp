class a (String $b = undef, Optional[String] $c = undef, Variant[Undef, String] $d = undef, Variant[String, Integer] $e = undef) { }
class f (Any $g = undef, A::B $h = undef, $i = undef, String $j = 'undef') { }
