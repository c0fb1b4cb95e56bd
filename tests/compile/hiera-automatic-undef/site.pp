# Without data, a parameter keeps its default; an undefined argument takes the default too.
class gate ($width = 5, $height = $width * 2, $note = undef) {
  notify { "gate ${width}x${height} ${note}": }
}
class { 'gate': width => undef, height => 3 }
