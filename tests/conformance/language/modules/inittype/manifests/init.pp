class inittype (No::Such $x = 1) { }
