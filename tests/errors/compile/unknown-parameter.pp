package { 'vim': ensre => installed }
