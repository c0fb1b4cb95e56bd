class bad::top { }
notice('top level')
