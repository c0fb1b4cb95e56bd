class bad::klass2 { }
