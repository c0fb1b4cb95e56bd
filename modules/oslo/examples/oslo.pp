# The libraries' settings in trove.conf, without any class of Trove.
oslo::db { 'trove_config':
  connection     => Sensitive('mysql+pymysql://trove:db-secret@127.0.0.1/trove'),
  db_max_retries => -1,
}

oslo::log { 'trove_config':
  debug              => true,
  default_log_levels => ['amqp=WARN', 'sqlalchemy=WARN', 'boto=INFO'],
}

oslo::messaging::default { 'trove_config':
  transport_url => Sensitive('rabbit://trove:rabbit-secret@127.0.0.1:5672/'),
}

oslo::messaging::notifications { 'trove_config':
  driver => ['messagingv2', 'log'],
  topics => ['notifications', 'audit'],
}

oslo::messaging::rabbit { 'trove_config':
  rabbit_use_ssl     => true,
  kombu_ssl_ca_certs => '/etc/ssl/certs/ca-certificates.crt',
}

oslo::messaging::amqp { 'trove_config': }

oslo::middleware { 'trove_config':
  enable_proxy_headers_parsing => true,
}

oslo::policy { 'trove_config':
  enforce_scope => true,
}

oslo::concurrency { 'trove_config':
  lock_path => '/run/lock/trove',
}
