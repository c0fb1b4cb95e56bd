$a = class
function if() { }
$b = node
