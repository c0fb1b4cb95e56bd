file { 'a':
  ensure => file
}
file {
  'b':
    ensure => file;
  'c':
    content => @(END)
      text
      | END
}
$d = [
  1,
  [2]
]
$e = {
  'f' => 1 # a remark hides it
}
File {
  mode => '0644'
}
$g = [1, 2]
$h = { }
