$a = @(END:json)
{"a": 1}
END
$b = @(END)
x
END
@(END)
y
END
notice 1
