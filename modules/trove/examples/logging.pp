# A talkative log.
class { 'trove::logging':
  debug              => 'yes',
  default_log_levels => { 'sqlalchemy' => 'WARN', 'amqp' => 'INFO' },
}
