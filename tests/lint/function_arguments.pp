# @summary Calls.
class toolbox::calls (
  Optional[String] $label = undef,
  Integer          $count = 1,
  Variant[Integer, String] $either = 1,
) {
  $known = toolbox::double('two')
  $fine = toolbox::double($count) + toolbox::double(1.5) + toolbox::double($either) + toolbox::double($unknown)
  $more = toolbox::double() + toolbox::double(1, 2) + toolbox::double(*$list)
  $text = "a${count}"
  $twice = $text.toolbox::double
  notice(length(1), length($count), length($text), $text.length, $count.length, 'a'.length(1))
  notice(toolbox::double($known), toolbox::label($count), toolbox::label('a', 1), toolbox::label('a', 'b', 'c'))
  notice(toolbox::double(toolbox::label('a')), toolbox::label('a').toolbox::double, toolbox::label(undef))
  notice(round('a'), join('a'), join([1], 2), join([1]), sprintf(), versioncmp('1'), $object.join(1, 2, 3, 4))
  [1].each |$x| {
    notice(toolbox::double($x))
    $inner = "${x}"
    notice(toolbox::double($inner))
  }
  notice(toolbox::double($inner))
}
