file { '/a':
 content => @(END),
   text  ${not_a_variable}
   | END
 mode=>'0644' }
$b = [@(ONE), @("TWO"/L)]
first
ONE
second ${ c['d'] } \
line
| - TWO
$e = f(@(X)
x
X
)
