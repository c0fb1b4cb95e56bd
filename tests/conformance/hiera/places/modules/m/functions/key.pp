function m::key(String $key, Hash $options, Puppet::LookupContext $context) {
  case $key {
    'key_options': { $options }
    'key_undef': { undef }
    'key_interpolated': { $context.interpolate("<%{facts.os.family} %{lookup('other')}>") }
    'key_raw': { '%{facts.os.family}' }
    'key_cached': {
      if $context.cache_has_key('count') { $n = $context.cached_value('count') + 1 } else { $n = 1 }
      $context.cache('count', $n)
    }
    'key_cache_all': {
      $context.cache_all({'a' => 1, 'b' => 2})
      $context.cached_entries.map |$pair| { $pair }
    }
    'key_cache_each': {
      $context.cache_all({'a' => 1, 'b' => 2})
      $context.cached_entries |$k, $v| { notice("entry ${k} ${v}") }
      'done'
    }
    'key_no_value': { [$context.cached_value('nothing'), $context.cache_has_key('nothing')] }
    'key_module': { [$context.module_name, "${context.environment_name}"] }
    'key_file': { $context.cached_file_data($options['path']) |$text| { $text.size } }
    'key_file_plain': { $context.cached_file_data($options['path']) }
    'key_explain': { $context.explain || { 'an explanation' } }
    'key_fails': { fail('no luck') }
    'key_recursive': { lookup('key_recursive') }
    'key_bad': { {[1] => 2} }
    'all': { [$options['path'].split('/')[-1]] }
    default: { $context.not_found() }
  }
}
