class inittype::other { }
