class a($b = ($c = 1)) { }
define d($e = [1, $f = 2]) { }
class g($h = f() |$i| { $j = 1 }) { }
