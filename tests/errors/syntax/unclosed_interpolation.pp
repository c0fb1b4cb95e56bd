notice "a ${b"
