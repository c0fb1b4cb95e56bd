This is no manifest, but a sentence.
It goes on here.
