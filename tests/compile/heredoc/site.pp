# Heredocs: margins, interpolation, escapes, several on one line, a comment on the syntax.
$who = 'Anna'
$plain = @(END)
  no $who, no \t
    indented
  | END
$trimmed = @(END)
    margin
      and more
    | END
$no_newline = @(END/L)
  last line has no break \
  and this continues
  |- END
$filled = @("END"/tn$)
  hello ${who}\tand \$5\n
  | END
$json = @("DATA":json)
  {"name": "${who}"}
  | DATA
notify { 'plain': message => $plain }
notify { 'trimmed': message => $trimmed }
notify { 'no newline': message => $no_newline }
notify { 'filled': message => $filled }
notify { 'json': message => $json }
$both = [@(A), @("B")]
  first
  | A
  second ${who.downcase}
  | B
notify { 'both': message => $both.join('+') }
