define greet (String $who, Integer $port, $untyped, $extra_options) {
  $own = 'x'
  exec { "greet-${name}":
    command => "/bin/echo ${who}",
    unless  => "/bin/test ${port} ${own}",
    onlyif  => "/bin/test ${untyped}",
    path    => "/bin:${who}",
  }
  exec { 'list': command => ['/bin/echo', "to ${who}"], unless => "/bin/true ${extra_options}" }
  exec { 'quoted': command => "/bin/echo ${shellquote($who)}" }
}
