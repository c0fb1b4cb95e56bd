class helper($data = undef) {
  $value = 'a value'
  $inner = lookup('known_qualified')
  notice("data ${data}, inner ${inner}")
}
