$a = @(END/t:json)
x
END
$b = @(END:1)
y
END
$c = @()
