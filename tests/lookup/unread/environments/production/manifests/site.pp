class { 'web': root => '/var' }
