$a = 1; $b = 2
notice 1; notice 2
if $a { 1; 2 }
