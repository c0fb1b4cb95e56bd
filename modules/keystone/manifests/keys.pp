# A repository of keys that keystone-manage fills; the title is the kind of keys: fernet or credential.
# The folder is the service's own before it is filled, else keystone-manage may not write there.
define keystone::keys (
  Stdlib::Absolutepath $repository,
  Pattern[/\A[\w.-]+\z/] $user       = 'keystone',
  Pattern[/\A[\w.-]+\z/] $group      = 'keystone',
  Enum['fernet', 'credential'] $kind = $name,
) {
  include keystone::deps

  file { $repository:
    ensure  => directory,
    owner   => $user,
    group   => $group,
    mode    => '0700',
    require => Anchor['keystone::install::end'],
  }

  exec { "keystone-manage ${kind}_setup":
    command   => "keystone-manage ${kind}_setup --keystone-user ${user} --keystone-group ${group}",
    path      => '/usr/bin',
    user      => $user,
    creates   => "${repository}/0",
    logoutput => on_failure,
    require   => [File[$repository], Anchor['keystone::config::end']],
    notify    => Anchor['keystone::service::begin'],
    tag       => 'keystone-exec',
  }
}
