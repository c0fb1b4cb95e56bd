# A class is made once for a node, with parameters that have types and defaults.

class web (
  Integer[1, 65535] $port           = 8080,
  Enum['on', 'off'] $log            = 'on',
  Optional[String[1]] $name_of_site = undef,
) {
  $site = $name_of_site ? {
    undef   => 'nameless',
    default => $name_of_site,
  }

  file { '/tmp/rpuppet-web.conf':
    ensure  => file,
    content => "site ${site}\nport ${port}\nlog ${log}\n",
  }
}

# A subclass sees the variables of its parent and may change its resources.
class web::locked inherits web {
  File['/tmp/rpuppet-web.conf'] {
    mode => '0600',
  }

  notify { "the site on port ${web::port} is locked": }
}

class { 'web':
  port         => 8443,
  name_of_site => 'example',
}

include web::locked
