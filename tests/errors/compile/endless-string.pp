$x = range(1, 40).reduce("xxxxxxxx") |$memo, $n| { "${memo}${memo}" }
