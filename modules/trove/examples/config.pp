# Settings for which no class has a parameter.
class { 'trove::config':
  trove_config            => {
    'DEFAULT/agent_heartbeat_time' => { 'value' => 20 },
    'mysql/root_on_create'         => { 'value' => true },
    'mysql/icmp'                   => { 'ensure' => 'absent' },
  },
  trove_guestagent_config => {
    'DEFAULT/storage_strategy' => { 'value' => 'swift' },
  },
  trove_api_paste_ini     => {
    'filter:cors/oslo_config_project' => { 'value' => 'trove' },
  },
}
