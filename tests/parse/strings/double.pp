$a = ""
$a = "plain"
$a = "\n\r\t\s\$\"\'\\"
$a = "\u00e9 \u{e9} \u{1F600}"
$a = "two
lines"
$a = "joined \
line"
$a = "it's"
$a = "bell \u0007 null \u{0}"
