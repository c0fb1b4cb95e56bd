# fails on the third line
class good::boom {
  fail('boom')
}
