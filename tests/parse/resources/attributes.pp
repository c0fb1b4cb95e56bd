file { 'a':
  ensure  => $x ? { 1 => 2, default => undef },
  if      => 1, case => 2, class => 3, default => 4, node => 5, type => 6, undef => 7, function => 8,
  and     => 1, or => 2, in => 3, unless => 4, else => 5, elsif => 6, inherits => 7, define => 8, private => 9, attr => 10,
  require => [File['b'], Class['c']],
  content => "x ${y}",
  *       => $rest,
}
file { 'b': * => { mode => '0644' } }
file { 'c': *=> $h, mode => '1' }
exec { 'd': command => ['a', 'b'], unless => 'x' }
