class first ($greted) {
  $a = template('toolbox/greeting.erb')
}
class second ($greeted) {
  $a = template('toolbox/greeting.erb')
}
class third inherits second {
  $b = template('toolbox/greeting.erb')
}
class fourth inherits elsewhere::params {
  $b = template('toolbox/greeting.erb')
}
class fifth ($greeted) {
  $c = template('toolbox/greeting.tera')
}
