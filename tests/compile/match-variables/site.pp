# Numbers of captures: nested scopes see the outer ones, a new match replaces them.
if 'trove-18.0.0' =~ /^(\w+)-(\d+)\.(\d+)/ {
  notify { "${0}|${1}|${2}|${3}": }
  if $2 =~ /^(1)/ {
    notify { "inner ${0} ${1}": }
  }
  notify { "outer again ${1} ${2}": }
}
$picked = 'key=value' ? {
  /^(\w+)=(\w+)$/ => "${2} of ${1}",
  default         => 'none',
}
notify { $picked: }
case 'a1b2' {
  /(\d).(\d)/: { notify { "case ${1}${2}": } }
  default: {}
}
['x1', 'y2'].each |$t| {
  if $t =~ /(.)(\d)/ { notify { "lambda ${1}-${2}": } }
}
notify { 'function': message => String('a.b'.match(/(.)\.(.)/), '%p') }
notify { 'regsubst': message => "${regsubst('a-b-c', '-', '+', 'G')} ${regsubst('abc', '(b)', '[\1]')} ${regsubst(['x1', 'x2'], /x/, 'y')}" }
