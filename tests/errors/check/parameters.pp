class a($b, $b) { }
define c($d, $e, $d, $d) { }
function f($g, $g) { }
class h($name, $title, $ok) { }
define i($title) { }
class j(*$k) { }
define l($m, *$n) { }
f() |*$o, $p| { }
function q(*$r, $s) { }
class t($1, $u) { }
class v($A, $b::c, $_ok) { }
