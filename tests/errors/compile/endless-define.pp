define loop($n) { loop { "${n}x": n => "${n}x" } }
loop { 'a': n => 'a' }
