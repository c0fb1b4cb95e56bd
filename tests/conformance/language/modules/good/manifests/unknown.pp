class good::unknown {
  notify { 'u':
    nosuch => 1,
  }
}
