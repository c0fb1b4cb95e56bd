class withdata($a, $b = 'default', Integer $c = 0) { notice($a, $b, $c) }
