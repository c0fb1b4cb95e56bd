$b = "y ${x} z
