$a = @(END)
    one
      two

   less
    three
    | END
$b = @(END)
	tab
	| END
$c = @(END)
    no break
    |- END
$d = @(END)
    spaced marks
    |  -   END
$e = @(END)
    dash only
    - END
