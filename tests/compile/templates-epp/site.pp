# EPP: parameters with types and defaults, loops, conditions, trimming, inline ones.
class demo {
  $who = 'class variable'
  file { '/etc/demo': content => epp('demo/demo.epp', { 'port' => 8779, 'hosts' => ['alpha', 'beta'] }) }
  file { '/etc/bare': content => epp('demo/bare.epp') }
  file { '/etc/inline': content => inline_epp("<%- | \$x, \$y = 2 | -%>\n<%= \$x + \$y %> <%% <%# gone %>\n", { 'x' => 40 }) }
  file { '/etc/secret': content => epp('demo/demo.epp', { 'port' => 1, 'hosts' => [], 'password' => Sensitive('hush') }) }
}
include demo
