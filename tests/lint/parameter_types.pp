class a ($b, String $c, $d = { 'e' => $f }, A::B $g) { }
define h ($i) { }
function j($k) { }
