class local {
  $read = 1
  $unread = 2
  $inherited = 3
  $by_name = 4
  $in_text = 5
  $_let_be = 6
  if $read == 1 { $branch = 1 } else { $branch = 2 }
  $text = inline_template('<%= @in_text %>')
  notice($local::by_name, $text)
}
class heir inherits local {
  notice($inherited)
}
define other {
  $greeted = 1
  $unread = 2
  file { '/tmp/a': content => template($title) }
}
function local::f($x) {
  $y = $x
  $z = $y
  $x
}
