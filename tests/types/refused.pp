# Everything that is refused is told at once, and nothing is looked at.
sample_volume { '9':
  size => 1,
}
sample_volume { 'a':
  size   => 'twelve',
  secret => Sensitive('s3cret-of-a'),
}
sample_volume { 'b':
  size => Sensitive('s3cret-of-b'),
}
sample_volume { 'c':
  size    => 1,
  options => Sensitive(['ro', 's3cret-of-c']),
}
sample_volume { 'd': }
sample_volume { 'e':
  size   => 1,
  reads  => 1,
  writes => Sensitive('-1'),
}
sample_pool { 'f':
  mode => true,
}
sample_pool { 'g':
  count => 'many',
}
