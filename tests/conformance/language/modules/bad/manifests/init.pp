class bad { notice('bad') }
