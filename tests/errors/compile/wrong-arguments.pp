$x = split('a')
