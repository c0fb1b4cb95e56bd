notify { 'a': require => File['/nosuch'] }
