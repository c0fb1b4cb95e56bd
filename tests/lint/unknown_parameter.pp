class { 'toolbox::server': prot => 80, tag => 'a' }
toolbox::setting { 'a': value => 'b', valeu => 'c', require => File['/tmp/a'], name => 'a' }
toolbox_entry { 'a': vallue => 'b', provider => 'x' }
file { '/tmp/a': modde => '0644' }
File { ower => 'root' }
File['/tmp/a'] { gruop => 'root' }
Toolbox::Setting <| |> { prot => 1 }
class { $name_of_class: anything => 1 }
elsewhere::setting { 'a': anything => 1 }
