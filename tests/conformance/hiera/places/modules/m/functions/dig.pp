function m::dig(Array[Variant[String, Integer]] $segments, Hash $options, Puppet::LookupContext $context) {
  case $segments[0] {
    'dig': { "${segments}" }
    'dig_hash': { if $segments.size == 2 and $segments[1] == 'a' { 'found a' } else { $context.not_found } }
    'dig_undef': { undef }
    'all': { ['dig'] }
    default: { $context.not_found }
  }
}
