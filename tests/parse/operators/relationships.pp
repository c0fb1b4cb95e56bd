A['a'] -> B['b']
A['a'] ~> B['b'] -> C['c']
A['a'] <- B['b'] <~ C['c']
[A['a'], B['b']] -> C['c']
file { 'x': } -> service { 'y': } ~> exec { 'z': }
File<| |> -> Service<| tag == 'x' |>
class { 'a': } -> class { 'b': } -> Class['c']
$a -> $b
@file { 'x': } -> A['a']
$x = A['a'] -> B['b']
