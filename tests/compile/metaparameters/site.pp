# Every metaparameter, on native resources, defines and classes; what is handed down.
define part ($v = 1) { notify { "part ${name} ${v}": } }
class whole ($v = 1) { notify { "whole ${v}": } }
stage { 'early': before => Stage['main'] }
class { 'whole': stage => 'early', tag => 'w', noop => true }
part { 'u':
  require => Notify['first'],
  noop    => true,
  tag     => ['t1', 't2'],
  alias   => 'other',
}
notify { 'first':
  loglevel => 'debug',
  schedule => 'daily',
  audit    => 'message',
  noop     => false,
  alias    => 'premier',
}
notify { 'second': subscribe => Notify['premier'], notify => Notify['third'], before => [Notify['third'], Part['u']] }
notify { 'third': }
schedule { 'daily': period => daily, range => '2 - 4' }
