# What the cases of the rules that know all modules use.
class toolbox {
  $root = '/opt/toolbox'
}
