# first
$a = 1 # after
/* block */ $b = /* inside */ 2
/* several
   lines
 */
$c = [ # in a list
  1, # one
  /* two */ 2,
]
file { 'x': # title
  # attribute
  mode => '1', # end
}
# last, without line break