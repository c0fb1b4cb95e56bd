notice { a => 1 }
file { 'x': content => { a => 1 } }
f({ a => 1 })
$x = { a => { b => 1 } }
if $a == { b => 1 } { }
with({}) |$x| { }
