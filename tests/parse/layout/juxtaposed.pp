$a = 1 $b = 2
notice 'a' notice 'b'
f(1) g(2)
[1] [2]
$x
(1)
