# Secrets: in native resources, defines, classes, texts, templates, hashes, and back in the open.
define account (Sensitive[String] $password, $note = Sensitive('n')) {
  user { $name: ensure => present, password => $password }
  notify { "note of ${name}": message => $note }
}
class vault (Variant[String, Sensitive[String]] $key, Sensitive $any = Sensitive({ 'a' => 1 })) {
  file { '/etc/key': content => $key, mode => '0600' }
  file { '/etc/any': content => Sensitive("value ${any.unwrap['a']}\n") }
  notify { "shown as ${key} ${any}": }
}
class { 'vault': key => Sensitive('k-1') }
account { 'anna': password => Sensitive('pw-1') }
account { 'bert': password => Sensitive.new('pw-2'), note => 'open' }
create_resources('account', { 'carl' => { 'password' => Sensitive('pw-3') } })
file { '/etc/epp': content => inline_epp('<%= $x.unwrap %>', { 'x' => Sensitive('pw-4') }) }
notify { 'unwrapped': message => Sensitive('open').unwrap.upcase }
notify { 'block': message => Sensitive('pw').unwrap |$clear| { $clear.length } }
notify { 'equal': message => "${Sensitive('a') == Sensitive('a')} ${Sensitive('a') =~ Sensitive[String]}" }
