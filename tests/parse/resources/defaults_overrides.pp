File { mode => '0644' }
File { mode => '0644', owner => root, }
File { }
A::B { c => 1 }
File['a'] { mode => '0644' }
File['a', 'b'] { require +> Class['c'] }
File['a'] { * => $h }
Resource['file', 'x'] { a => 1 }
Resource[File] { a => 1 }
