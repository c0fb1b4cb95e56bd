class a { $b }
class c { notice 1 'x' }
define d { 1 + 2 }
node x { undef }
class e { if $f { 1 } }
class g { $h =~ /x/ }
class i { ($j) }
function k() { 1 }
class l { $m = 1 }
class n { [1, 2] }
class o { { 'a' => 1 } }
