#!/usr/bin/env puppet
/* before
   the class */
class a { # behind the brace
    # inside

    $b = 1 /* in the line */ + 2
# before the end
} # behind the end

$c = [
# only a comment
]
$d = {
  'e' => 1, # one
  # between

  'f' => 2 # two
}
