function farm::yield(Integer $n, $unit = 'kg') >> String { "${n}${unit}" }
