function environment::address(String $key, Hash $options, Puppet::LookupContext $context) {
  if $key =~ /^uri_/ { "${key} at ${options['uri']}" }
  elsif $key == 'all' { [$options['uri']] }
  else { $context.not_found }
}
