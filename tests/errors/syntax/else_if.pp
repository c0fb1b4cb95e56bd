if $a {
} else if $b {
}
if $a {
} elseif $b {
}
else { }
