function demo::deep::name() {
  $demo_fact = $facts["kernel"]
  "${module_name} on ${demo_fact}"
}
