# What values are, and which types accept them.
$values = [1, -1.5, 'text', '', true, undef, default, [1, 'a'], {}, { 'k' => [1] }, /r/, Integer, File['/x'], Sensitive('s'), SemVer('1.2.3'), Timespan(90), Class['main']]
$types = [Scalar, Data, RichData, Any, Optional[String], Variant[Integer, Boolean], Array[Any, 1], Collection, NotUndef, Type, Numeric, String[1], Hash[String, Array], Tuple[Integer, String], CatalogEntry, ScalarData]
$values.each |$i, $v| {
  $accepted = $types.filter |$t| { $v =~ $t }
  notify { "${i}": message => "${type($v, 'generalized')}: ${accepted.join(' ')}" }
}
notify { 'exact': message => "${type([1, 'a'])} ${type({ 'a' => 1.5 })}" }
notify { 'smaller': message => "${Integer[1, 2] < Integer} ${Integer > Numeric} ${String == String[0]} ${Enum['a'] <= String}" }
notify { 'new': message => "${Integer('0b11')} ${Float('2.5')} ${String(255, '%x')} ${Boolean('no')} ${Array([1], true)} ${Hash([['a', 1]])} ${Timespan(3661)}" }
notify { 'assert': message => assert_type(Integer, '5') |$expected, $actual| { "${expected} not ${actual}" } }
