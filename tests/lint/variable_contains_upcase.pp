$webRoot = 1
$a = "${webRoot} $webRoot"
$b = $c['D']
