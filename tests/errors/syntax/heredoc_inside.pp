$a = @("END")
  fine ${x} and ${1 + } there
  | END
$b = ;
