class web::params {
  $port = $facts['os']['family'] ? { 'Debian' => 8080, default => 80 }
}
