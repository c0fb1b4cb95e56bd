$a = @("END")
  $x ${y} ${z[1]} ${f($a, "in ${b} ner")} ${h.k} $$ $ {
  "quoted" 'single'
  | END
$b = @("END"/$)
  \$x $y \\ \n
  | END
$c = @("END"/)
  tab\t dollar\$x unicode\u00e9\u{1F600} joined \
  line
  | END
