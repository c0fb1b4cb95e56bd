# One setting in an ini file is one resource; comments and the order of the file stay as they are.
#
#     rpuppet plan --modulepath modules examples/config_file.pp
#
# The type comes from modules/trove/lib/puppet/type/trove_config.rb, as modules of Puppet bring theirs;
# trove's own site is modules/trove/examples/site.pp.

trove_config {
  'DEFAULT/bind_host': value => '127.0.0.1';
  'DEFAULT/workers':   value => 2;
  'DEFAULT/old_name':  ensure => absent;
}

# A password never reaches a log, a report or a difference that is shown.
trove_config { 'database/connection':
  value => Sensitive('mysql+pymysql://trove:a-password@127.0.0.1/trove'),
}
