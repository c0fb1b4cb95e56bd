class web ($port = $web::params::port) inherits web::params {
  notify { "web ${port} ${module_name}": }
  include web::deep::er
}
