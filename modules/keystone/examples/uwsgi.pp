# As many processes as fit on this host.
include keystone::wsgi::uwsgi
