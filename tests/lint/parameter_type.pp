toolbox::setting { 'a': value => 'b', port => 80, kinds => ['a', 'b'] }
toolbox::setting { 'b': value => 1, port => '80', kinds => ['a', 'c'] }
toolbox::setting { 'c': value => $unknown, port => 70000, kinds => 'a' }
toolbox::setting { 'd': value => "a${b}", port => undef }
class { 'toolbox::server': manage => 'yes', label => undef, port => -1 }
class { 'toolbox::server': label => '' }
