# The way modules were written for Puppet 3, which Puppet 8 still takes.
class old::params {
  case $::osfamily {
    'RedHat': { $service = 'httpd' }
    /^(Debian|Ubuntu)$/: { $service = 'apache2' }
    default: { fail("unsupported ${::osfamily} in ${module_name}") }
  }
}
class old (
  $service = $::old::params::service,
  $hosts   = [ 'a_one', 'a_two' ],
) inherits ::old::params {
  include ::old::extra
  $last = inline_template('<%= @hosts.map { |h| h.split("_").last.upcase }.join(",") %>')
  service { $service:
    ensure  => running,
    require => [ Class['::old::extra'], File["/etc/${service}.conf"] ],
  }
  file { "/etc/${service}.conf":
    content => inline_template("<% if @hosts.length > 1 then -%>\nmany <%= scope.lookupvar('::fqdn') %>\n<% end -%>\n"),
    mode    => '644',
  }
  notify { "${last} ${::operatingsystem} ${::operatingsystemmajrelease} ${::processorcount} ${::ipaddress_lo}": }
}
class old::extra { notify { "extra ${::hostname}": } }
class { '::old': }
::noted { 'x': }
define noted { notify { "noted ${title}": } }
