pakage { 'vim': ensure => installed }
