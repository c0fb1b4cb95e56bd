function good::fails() {
  fail('in function')
}
