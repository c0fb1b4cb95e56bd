notice(ruby::broken('/'))
