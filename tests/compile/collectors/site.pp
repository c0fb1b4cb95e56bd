# Virtual resources that collectors make real, with queries and overrides.
@user { 'anna': ensure => present, shell => '/bin/zsh', tag => ['staff', 'oslo'] }
@user { 'bert': ensure => present, shell => '/bin/sh', tag => 'staff' }
@user { 'carl': ensure => absent, shell => '/bin/sh' }
@user { 'dora': ensure => present, uid => 1004 }
@user { 'eric': ensure => present, groups => ['wheel', 'users'] }

User<| tag == 'staff' and shell != '/bin/sh' |>
User<| title == 'dora' or (ensure == absent and shell == '/bin/sh') |> { comment => 'found' }
User<| groups == 'wheel' |> { home => '/home/wheel', groups +> 'more' }

file { ['/srv/a', '/srv/b']: ensure => directory, mode => '0755' }
File<| mode == '0755' |> { mode => '0750', owner => 'root' }
