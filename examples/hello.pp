# The smallest manifest: a resource is a type, a title and what is wanted of it.
#
#     rpuppet apply examples/hello.pp

notify { 'hello':
  message => "Hello from ${facts['networking']['hostname']}, ${facts['os']['name']} ${facts['os']['release']['major']}",
}

# Said while the catalog is compiled, before anything happens on the host.
notice('the catalog of this host is being made')
