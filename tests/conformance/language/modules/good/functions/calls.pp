function good::calls($x) {
  good::add($x, 'a')
}
