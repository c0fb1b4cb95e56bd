class good($p = 1) {
  notice("good ${p} ${module_name} ${caller_module_name}")
  include good::sub::leaf
}
