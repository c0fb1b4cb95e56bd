$a = 1, 2
foo 1, 2
notice 1, 2
