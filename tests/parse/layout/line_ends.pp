$a = 1
if $a {
  notice 'x'
}
$b = @(END)
  text
  | END
# comment
$c = "a
b"
