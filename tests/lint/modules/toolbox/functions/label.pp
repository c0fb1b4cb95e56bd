# A text for a name, and for what else there is.
function toolbox::label(String $name, String *$rest) >> String[1] {
  "${name}${rest}"
}
