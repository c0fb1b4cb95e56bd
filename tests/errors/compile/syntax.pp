file { '/a': ensure = file }
notify { 'b' }
