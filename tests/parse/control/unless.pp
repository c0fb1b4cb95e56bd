unless $a { }
unless $a { 1 } else { 2 }
unless $a and $b { 1; 2 }
$x = unless $a { 'b' }
