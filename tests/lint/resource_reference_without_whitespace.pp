file { 'a': }
File ['a'] -> File['b']
Class ['c'] -> Foo::Bar ['d']
