class local ($parameter) inherits toolbox {
  $own = $parameter
  notice($own, $parameter, $root, $facts, $osfamily, $toolbox_color, $title, $toolbox::server::port)
  notice($paramter, $toolbox::server::prot, $::toolbox::server::root, $elsewhere::anything, "${toolbox::nothing::here}")
  [1].each |$item| { notice($item, $itme) }
  notice($toolbox::server::title, $::kernel, $toolbox_size_a)
}
define other ($a) {
  notice($a, $b, $name)
}
class stranger inherits elsewhere::params {
  notice($anything)
}
