function farm::each_leg(Integer $n) { $n.map |$x| { $x } }
