toolbox::setting { 'a': value => 'b' }
toolbox::settting { 'a': value => 'b' }
elsewhere::setting { 'a': }
fle { '/tmp/a': }
toolbox_entry { 'a': value => 'b' }
toolbox_entri { 'a': value => 'b' }
Pakage { ensure => present }
Toolbox::Seting <| |> -> File['/tmp/a'] -> Fiel['/tmp/a']
cron { 'a': command => 'b' }
yumrepo { 'a': }
selmodule { 'a': }
