case $a {
  'b': {
    case $c {
      default: { }
    }
  }
}
case $d {
  'e', default: { }
}
