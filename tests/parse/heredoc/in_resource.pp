file { '/x':
  content => @(EOT),
    line
    | EOT
  mode    => '0644',
}
class a {
  $t = @("EOT")
    nested ${b["c"]} margin
      deeper $d
    |-EOT
}
