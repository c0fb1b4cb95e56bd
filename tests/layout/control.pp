if($a){
include b
}
elsif $c{ include d } else
{
# nothing
}
unless $e { include f; include g }
case $h{
'i','j':{ include k }
/l/: {
include m }
default:{}
}
$n.each |$o| {
    $o.each|$p|{
notice($p) } }
include q,
r
