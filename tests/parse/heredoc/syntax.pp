$a = @(END:json)
{"a": 1}
END
$b = @("END":pp/t)
$x
END
$c = @( END : yaml /L )
a: 1
END
$d = @("a spaced tag")
text
a spaced tag
