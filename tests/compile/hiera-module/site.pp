# A module's own data, with defaults for its parameters.
include demo
class { 'demo::given': size => 3 }
