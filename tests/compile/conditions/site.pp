# if, elsif, else, unless; what is true; values of statements; and, or, not.
$values = { 'empty' => '', 'zero' => 0, 'undef' => undef, 'false' => false, 'list' => [], 'text' => 'false' }
$values.each |$name, $value| {
  if $value { notify { "${name} is true": } }
  elsif $value =~ Undef { notify { "${name} is undefined": } }
  else { notify { "${name} is false": } }
}
unless 1 > 2 { notify { 'unless': } } else { notify { 'otherwise': } }
$answer = if 'a' in 'banana' { 'in' } else { 'out' }
notify { "value ${answer}": }
notify { "logic ${true and !false or false} ${!(1 == 2)}": }
if !defined('nothing') and defined('notify') and !defined(Notify['later']) { notify { 'later': } }
if defined(Notify['later']) { notify { 'now defined': } }
if $facts['os']['family'] == 'Debian' and $facts['os']['release']['major'] in ['11', '12'] { notify { 'old enough': } }
