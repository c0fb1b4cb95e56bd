file { 'a': mode +> 1 }
File { mode +> 1 }
File['a'] { mode +> 1 }
File<| |> { mode +> 1 }
class { 'b': c +> 1 }
@class { 'd': }
@@class { 'e': }
@File { mode => 1 }
@@File['f'] { mode => 1 }
file { 'g': * => $h, * => $i, * => $j }
File['k'] { * => $l, * => $m }
