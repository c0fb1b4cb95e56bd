# Points in time with collectors between them, declared in the chain.
define service::settings { notify { "settings of ${name}": tag => 'settings' } }
class service::deps {
  notify { 'install::begin': }
  -> Package<| tag == 'svc-package' |>
  ~> notify { 'install::end': }
  -> notify { 'config::begin': }
  -> Service::Settings<| |>
  ~> notify { 'config::end': }
  ~> Service<| tag == 'svc-service' |>
  ~> notify { 'service::end': }

  Notify['install::end'] ~> Notify['config::end']
}
include service::deps
package { 'svc': ensure => present, tag => ['svc-package', 'all'] }
package { 'unrelated': ensure => present }
service { 'svcd': ensure => running, tag => 'svc-service' }
service::settings { ['one', 'two']: }
