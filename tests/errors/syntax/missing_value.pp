file { 'a':
  mode => ,
  owner => root,
}
file { 'b':
  mode =>
}
