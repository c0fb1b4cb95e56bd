# A class sees its parent's variables and takes over its resources.
class shop ($owner = 'anna', $opens = 9) {
  $city = 'Bergen'

  file { '/srv/shop':
    ensure => directory,
    owner  => $owner,
    mode   => '0755',
  }
  notify { 'greeting': message => "opens at ${opens} in ${city}" }
}

class shop::late inherits shop {
  File['/srv/shop'] {
    mode  => '0700',
    group => 'night',
  }
  Notify['greeting'] { message => "${city} opens late, asks ${owner}; ${shop::city} ${::shop::opens}" }
}

class shop::closed ($why = $shop::owner) inherits shop::late {
  notify { "closed by ${why} of ${city}": }
}

include shop::closed
