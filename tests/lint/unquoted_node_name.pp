node web01 { }
node db.example.com, 'mail' { }
node default { }
node /a/ { }
