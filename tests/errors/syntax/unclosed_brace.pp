class a {
  if $b {
    notice 1
  }
