file { 'a': mode => 0644 }
concat { 'b': mode => rw }
file { 'c': mode => '0644' }
file { 'd': mode => e('f') }
