# The conductor alone, on a host where the API is not.
class { 'trove::conductor':
  workers => 1,
}
