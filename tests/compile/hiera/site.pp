# Class parameters bound by Hiera, lookups with their ways of merging, interpolation, a dotted key.
class bound (
  String        $plain,
  Integer       $from_default = 7,
  Integer       $from_data    = 1,
  Array[String] $merged       = [],
  Hash          $deep         = {},
  Sensitive     $secret       = Sensitive('none'),
) {
  notify { "plain ${plain} ${from_default} ${from_data}": }
  notify { 'merged': message => $merged.join(' ') }
  notify { 'deep': message => String($deep, '%p') }
  notify { 'secret': message => $secret }
}
include bound
notify { 'first': message => lookup('list').join(',') }
notify { 'unique': message => lookup('list', Array, 'unique').join(',') }
notify { 'hash': message => String(lookup('map', { 'merge' => 'hash' }), '%p') }
notify { 'deep merge': message => String(lookup('map', Hash, 'deep'), '%p') }
notify { 'default': message => lookup('absent', String, 'first', 'fallback') }
notify { 'default value': message => lookup('absent', { 'default_value' => 'given' }) }
notify { 'lambda': message => lookup('absent') |$key| { "none of ${key}" } }
notify { 'several': message => lookup(['absent', 'second']) }
notify { 'dotted': message => lookup('map.inner.x') }
notify { 'interpolated': message => lookup('interpolated') }
