function loop($n) { loop($n + 1) }
notice(loop(1))
