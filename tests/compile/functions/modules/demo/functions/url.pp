# A URL.
function demo::url(String $host, Integer $port = 443, String $scheme = $port ? { 80 => "http", default => "https" }) >> String {
  "${scheme}://${host}:${port}/"
}
