class initbroken::other { }
