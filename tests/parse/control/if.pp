if true { }
if $a { 1 } else { 2 }
if $a == 1 { notice 1 } elsif $a == 2 { notice 2 } elsif $a == 3 { } else { notice 4 }
if !$a and ($b or $c) { } else { }
if $a { if $b { 1 } } else { if $c { 2 } else { 3 } }
$x = if $a { 1 } else { 2 }
if [1] == [] { }
if $h['a'] { }
if f($x) { }
if defined(File['/x']) { }
if $a =~ /^x/ { }
if { 'a' => 1 }['a'] == 1 { }
