class bad::klass { }
