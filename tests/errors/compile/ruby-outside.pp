notice(ruby::shell('/'))
