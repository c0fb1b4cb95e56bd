# The functions that the OpenStack modules call.
notify { 'default': message => "${is_service_default('<SERVICE DEFAULT>')} ${is_service_default($facts['os_service_default'])} ${is_service_default('x')} ${is_service_default([])}" }
notify { 'connection': message => os_database_connection({ 'dialect' => 'mysql+pymysql', 'host' => '127.0.0.1', 'port' => '3306', 'database' => 'trove', 'username' => 'trove', 'password' => 'p@ss/word:1', 'charset' => 'utf8' }) }
notify { 'connection extra': message => os_database_connection({ 'dialect' => 'mysql', 'host' => 'db', 'database' => 't', 'username' => 'u', 'extra' => { 'charset' => 'utf8', 'read_timeout' => '60' } }) }
notify { 'hash of a password': message => "${mysql::password('secret')} ${mysql::password('*14E65567ABDB5135D0CFD9A70B3032C179A49EE7')}" }
notify { 'any2array': message => String([any2array('a'), any2array(['a']), any2array({ 'a' => 1 }), any2array('a', 'b')], '%p') }
notify { 'any2bool': message => String([any2bool('yes'), any2bool('0'), any2bool('1'), any2bool(true), any2bool('false')], '%p') }
notify { 'merge': message => String([merge({ 'a' => 1 }, { 'b' => 2 }, { 'a' => 3 }), deep_merge({ 'a' => { 'x' => 1 } }, { 'a' => { 'y' => 2 } })], '%p') }
notify { 'pick': message => "${pick(undef, '', 'third')} ${pick(false, 1)}" }
notify { 'lists': message => String([prefix(['a', 'b'], 'p-'), concat([1], [2, 3], 4), unique([1, 1, 2]), join_keys_to_values({ 'a' => 1, 'b' => ['x', 'y'] }, '=')], '%p') }
validate_hash({})
validate_absolute_path('/etc', ['/a', '/b/c'])
validate_re('one', ['^o', '^t'], 'message')
