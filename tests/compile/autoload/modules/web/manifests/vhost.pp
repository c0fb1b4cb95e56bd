define web::vhost ($port = $web::port, $root = "/srv/${name}") {
  include web
  file { $root: ensure => directory, tag => "port-${port}" }
}
