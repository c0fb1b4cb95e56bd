$a = @(END/x)
x
END
$b = @(END/tt)
y
END
