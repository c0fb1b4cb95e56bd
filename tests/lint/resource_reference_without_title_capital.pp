service { 'a':
  require   => Package[B],
  subscribe => File['C'],
}
