class bad::rules {
  1 = 2
  3 = 4
}
