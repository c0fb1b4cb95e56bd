notify { 'loud': loglevel => warning }
exec { '/bin/echo x': loglevel => info, logoutput => true }
exec { '/bin/false': loglevel => debug }
