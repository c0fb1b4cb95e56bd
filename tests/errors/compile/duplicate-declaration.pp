notify { 'a': }

notify { 'a': message => 'again' }
