service { 'a':
  require   => Package[b],
  subscribe => [File['c'], File[$d], File[e]],
  message   => Package[f],
}
