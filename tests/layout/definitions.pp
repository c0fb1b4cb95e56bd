# A class.
#
# Its comment stays apart from this one.

class a(
$b,String $c='d',
    Optional[Enum['e','f']]   $g    = undef,  # a remark
) inherits   ::h{

  include i


  include j
}
define k ($l){ notify{$l:} }
function m::n( Integer $o,*$p )>>Integer{ $o }
type Q::R=Struct[{'s'=>String,
Optional['t']=>Integer}]
node 'u','v'{include w}
