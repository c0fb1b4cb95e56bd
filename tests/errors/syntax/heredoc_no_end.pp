$a = @(END)
  text
  more
