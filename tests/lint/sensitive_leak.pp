class account (Sensitive[String] $password, Optional[Sensitive[String]] $token, String $user) {
  file { '/etc/account': content => "password=${password} ${user}" }
  file { '/etc/token': content => Sensitive("token=${token.unwrap}") }
  exec { 'login': command => "/bin/login ${password.unwrap}" }
  exec { 'hidden': command => Sensitive("/bin/login ${password.unwrap}"), environment => ["P=${password.unwrap}"] }
  notify { 'shown': message => unwrap($password) }
}
class shadowed (Sensitive $secret) {
  ['a'].each |$secret| { notice("${secret}") }
}
class other (Sensitive $secret) {
  notice("it is ${secret}")
}
