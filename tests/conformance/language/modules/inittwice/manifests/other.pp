class inittwice::other { notice('of other') }
