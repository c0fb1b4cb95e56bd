class mod($param = 'from code', $other = 'from code', $only = undef) {
  notice("param ${param}, other ${other}, only ${only}")
}
