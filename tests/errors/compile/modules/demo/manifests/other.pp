class demo::typo { fail("never") } 
