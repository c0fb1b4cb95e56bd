class a(b) { }
class c($d $e) { }
define f($g = ) { }
function h($i, , $j) { }
