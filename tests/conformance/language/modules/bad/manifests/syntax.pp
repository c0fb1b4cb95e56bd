class bad::syntax {
  $x = = 1
}
