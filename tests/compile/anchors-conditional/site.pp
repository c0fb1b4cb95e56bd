# Relations to resources that may not be there.
class maybe ($on = false) {
  if $on { exec { '/bin/sync': refreshonly => true } }
  notify { 'config': }
  Notify['config'] ~> Exec<| title == '/bin/sync' |>
  Exec<| title == 'never' |> -> Notify['config']
}
class { 'maybe': on => true }
exec { '/bin/ls': }
Exec<| |> -> notify { 'after all': }
