1
$a
'text'
notice 'x'
