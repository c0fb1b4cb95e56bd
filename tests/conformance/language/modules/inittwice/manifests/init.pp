class inittwice { } class inittwice::other { notice('of init') }
