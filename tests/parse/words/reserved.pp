$a = private
$b = attr
$c = [private, attr]
