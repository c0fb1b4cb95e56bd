type Bad::Right = Integer
