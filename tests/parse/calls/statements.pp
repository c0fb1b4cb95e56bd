include alpha
include alpha, beta::gamma
require Class['delta']
contain 'epsilon', "zeta${eta}"
notice 1 + 2, [3], { 'four' => 5 }
notice { braces => true }
notice $x ? { default => 1 }
fail "nope"
tag one, two
realize File['/a'], User[bob]
err -1
warning !$quiet
debug *$list
return
