// a remark
class a { }
  // another
$b = 'http://c' =~ //
