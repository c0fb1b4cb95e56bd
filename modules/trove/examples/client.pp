# The command line.
include trove::client
