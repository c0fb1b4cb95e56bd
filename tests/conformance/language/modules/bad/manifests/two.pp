class bad::two { notice('two') }
class bad::two::more { notice('more') }
