class good::dup {
  notify { 'd': }
  notify { 'd': }
}
