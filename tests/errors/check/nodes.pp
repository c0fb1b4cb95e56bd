node 'a b' { }
node "x${y}" { }
node 'ok-1.example.com', 'not/ok' { }
node a inherits b { }
node "a?" { }
