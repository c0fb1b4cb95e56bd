class web($port, $root = '/') { notice(lookup('greeting')) }
