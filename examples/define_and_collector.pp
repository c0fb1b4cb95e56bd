# A define is a type of one's own: as many as are wanted, each with a title.

define account_note (
  String $text   = "a note for ${title}",
  Boolean $quiet = false,
) {
  unless $quiet {
    notify { "note ${title}":
      message => $text,
    }
  }
}

account_note { ['ada', 'grace']: }

account_note { 'linus':
  text => 'asked to be left alone',
}

# A virtual resource is known, but applied only where a collector picks it out.
@file { '/tmp/rpuppet-red':
  ensure  => file,
  content => "red\n",
  tag     => 'colour',
}

@file { '/tmp/rpuppet-round':
  ensure  => file,
  content => "round\n",
  tag     => 'shape',
}

# Only the first one, and with one attribute more.
File <| tag == 'colour' |> {
  mode => '0644',
}
