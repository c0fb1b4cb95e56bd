$a = @(END)
  text
    more \n $x ${y}
  END
$b = @(END)
| - not the end
END
