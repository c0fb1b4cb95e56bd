# Facts in all their forms, server's facts, trusted ones, scopes of variables.
$local = 'top'
class seen {
  $local = 'class'
  $names = [$local, $::local, $facts['kernel'], $::kernel, $kernel, $::facts['os']['name'], $trusted['certname'], $title, $name, $module_name, $caller_module_name]
  notify { 'names': message => String($names, '%p') }
  $inner = [1].map |$x| { $local = "lambda ${x}" "${local} ${::local}" }
  notify { 'inner': message => $inner[0] }
}
include seen
notify { 'other class': message => $seen::local }
notify { 'absolute': message => $::seen::local }
notify { 'os': message => "${facts['os']['release']['full']} ${facts['networking']['interfaces']['lo']['ip']} ${facts.dig('processors', 'count')}" }
notify { 'environment': message => "${environment} ${server_facts['environment']} ${trusted['authenticated']}" }
[$a, $b, [$c, $d]] = [1, 2, [3, 4]]
notify { "several ${a}${b}${c}${d}": }
[$p, $q] = { 'p' => 'P', 'q' => 'Q' }
notify { 'hash': message => "${p} ${q}" }
