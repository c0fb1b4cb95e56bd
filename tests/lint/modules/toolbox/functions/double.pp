# Twice a number.
function toolbox::double(Numeric $number) {
  $number * 2
}
