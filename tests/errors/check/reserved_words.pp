$a = private
notice(attr)
