# Modules: init.pp, names in folders, a define, defaults taken from a params class.
include web
web::vhost { 'shop': }
class { 'web::ssl': }
