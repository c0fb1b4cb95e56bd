class demo {
  notify { demo::url($facts["networking"]["fqdn"]): }
}
