class site {
  fail('the port is taken')
}
include site
