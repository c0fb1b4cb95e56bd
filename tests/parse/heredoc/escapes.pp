$a = @(END/t)
a\tb\nc\\d
END
$b = @(END/L)
one \
two
END
$c = @(END/nrst$u)
\n\r\s\t\$\u0041
END
$d = @(END)
\t stays
END
