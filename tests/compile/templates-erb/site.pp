# ERB: instance variables, scope, loops, conditions, trimming, several templates, inline ones.
class demo {
  $port    = 8779
  $hosts   = ['alpha', 'beta', 'gamma']
  $options = { 'b' => 2, 'a' => true, 'c' => undef }
  $nothing = undef
  $text    = 'Mixed Case'
  file { '/etc/demo': content => template('demo/demo.erb', 'demo/tail.erb') }
  file { '/etc/inline': content => inline_template("<%= @hosts.map { |h| h.upcase }.sort.reverse.join('|') %>\n", "<% if @nothing.nil? %>nil<% end %>") }
}
include demo
