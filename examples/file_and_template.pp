# A file whose content comes from a template. Nothing is written where the file is right already;
# what a change looks like is shown by: rpuppet plan examples/file_and_template.pp

$greeting = 'good morning'
$hosts = { 'db' => '10.0.0.2', 'web' => '10.0.0.3' }

file { '/tmp/rpuppet-example':
  ensure => directory,
  mode   => '0755',
}

# EPP is Puppet's own template language; a template in a file is called with epp('module/file.epp', {…}).
file { '/tmp/rpuppet-example/hosts':
  ensure  => file,
  mode    => '0644',
  content => inline_epp(@(END), { 'greeting' => $greeting, 'hosts' => $hosts }),
    <%- | String $greeting, Hash $hosts | -%>
    # <%= $greeting.capitalize %>
    <%- $hosts.each |$name, $address| { -%>
    <%= $address %> <%= $name %>
    <%- } -%>
    | END
}

# ERB is the older one, written in Ruby; rpuppet evaluates it without Ruby.
file { '/tmp/rpuppet-example/sum':
  ensure  => file,
  content => inline_template("<%= @hosts.keys.sort.join(', ') %>\n"),
}
