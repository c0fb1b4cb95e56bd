$a = "hello $b"
$c = "$d[0] $e-f ${g}"
$h = @("END")
  text $i
  | END
