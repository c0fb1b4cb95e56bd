class around (
  Array $list = [1].map |$list| { $list },
  $_unread = 1,
) {
  $before = 1
  if $list =~ Array[1] { $branch = 2 }
  $list.each |$before| { notice($before) }
  $list.each |$_unread, $later = $before| { notice($later) }
  each($list) |Integer $branch = 1| {
    $before = 2
    [$list, $inner] = [1, 2]
    [1].each |$inner| {
      $inner_too = 3
      notice($before, $list)
    }
    $inner_too = 4
  }
  $list.then |$list| { notice($list) }
  with($before, $list) |$list, $before| { notice($list) }
  $list.each |$i| { $twice = $i }
  $list.each |$i| { $twice = $i }
  $later = 5
  define around::inside($before) { $list = 1 }
}
define of_title {
  [1].each |$title| { notice($title) }
}
