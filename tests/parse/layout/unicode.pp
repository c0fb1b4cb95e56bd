# Ünïcödé
$a = 'naïve — “quoted”'
file { '/tmp/ñ': content => "日本 ${x} 語" }
