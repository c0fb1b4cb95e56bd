class idle($x) { }
