node default { }
node a { }
node a.b.c { }
node 'a.b' { }
node "a.b" { include c }
node a, 'b', /^c\d+/, default { }
node a, b, { }
node a1.b2.3 { }
node 10.0.0.1 { }
node /x/ { notice 1 notice 2 }
node x inherits y { }
node a-b { }
