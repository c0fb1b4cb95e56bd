function bad::right() { 1 }
