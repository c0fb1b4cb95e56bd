class conditions (
  Boolean $flag,
  Optional[Boolean] $maybe,
  Enum['present', 'absent'] $ensure,
  Stdlib::Absolutepath $path,
  Variant[Integer, Enum['any']] $port,
  String $text,
  String $word,
  $untyped,
  Hash $options = {},
) {
  if 'text' { notice(1) }
  if '' { notice(1) }
  if "${text}" { notice(1) }
  unless 0 { notice(1) }
  if !('no') { notice(1) }
  if $text == 'a' or 'b' { notice(1) }
  if (undef) { notice(1) }
  if [] { notice(1) } elsif {} { notice(2) }
  if true and $flag { notice(1) }
  if $flag { notice(1) } elsif $maybe { notice(2) } elsif $flag { notice(3) } elsif $flag { notice(4) }
  if $text == $text { notice(1) }
  if fqdn_rand(2) == fqdn_rand(2) { notice('let be') }
  if 'debian' == 'Debian' { notice(1) }
  if '${text}' =~ /^a/ { notice(1) }
  if $flag == 'true' { notice(1) }
  if 'false' != $maybe { notice(1) }
  if $maybe == true and $ensure == 'PRESENT' { notice('let be') }
  if $maybe == undef or $flag == undef { notice('let be') }
  if $ensure == 'latest' or $port == 'ANY' or $port == '80' { notice(1) }
  if $port == 1.0 or $text == "" or $path == '/' or $untyped == 1 { notice(1) }
  [1].each |$word| {
    if $word { notice("let be") }
  }
  if $text { notice(1) } elsif !$path { notice(2) }
  if $untyped or $options or $maybe or $port and $ensure { notice(1) }
  Package <| tag == 'a' or name == $title |>
  case $ensure {
    'present', 'Present': { notice(1) }
    true: { notice(2) }
    'PRESENT': { notice(3) }
    default: { notice(4) }
  }
  $choice = $untyped ? {
    /^a/    => 1,
    'b'     => 2,
    1       => 3,
    '1'     => 4,
    /^a/    => 5,
    default => 6,
  }
  case true {
    $maybe: { notice($choice) }
    $flag: { notice(2) }
    $maybe: { notice(3) }
    default: { fail('none') }
  }
  if $flag {
    fail('no')
    notice(1)
  }
  if $untyped {
    return()
  } else {
    fail('no')
  }
  notice(2)
  notice(3)
}
