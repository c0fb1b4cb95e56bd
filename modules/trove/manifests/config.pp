# Any further settings: hashes of titles and parameters, for what no other class has a parameter.
class trove::config (
  $trove_config            = {},
  $trove_guestagent_config = {},
  $trove_api_paste_ini     = {},
) {
  include trove::deps

  validate_hash($trove_config)
  validate_hash($trove_guestagent_config)
  validate_hash($trove_api_paste_ini)

  create_resources('trove_config', $trove_config)
  create_resources('trove_guestagent_config', $trove_guestagent_config)
  create_resources('trove_api_paste_ini', $trove_api_paste_ini)
}
