@$a
@@notice('x')
@include
