class demo($port = 80) {
  notify { "demo on ${prot}": }
}
