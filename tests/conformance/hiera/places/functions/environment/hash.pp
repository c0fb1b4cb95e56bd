function environment::hash(Hash $options, Puppet::LookupContext $context) {
  notice("environment::hash asked in ${context.environment_name}, module ${context.module_name}")
  $answer = {
    'hash_options'     => $options,
    'all'              => ['hash'],
    'to_interpolate'   => '%{facts.os.family}',
    'hash_undef'       => undef,
    'hash_sensitive'   => Sensitive('x'),
    'hash_nested'      => {'a' => {'b' => 1}},
  }
  $answer
}
