# Defaults that use earlier parameters, types, and values given at the declaration.
class port (
  Integer[1, 65535]         $number,
  Enum['tcp', 'udp']        $protocol = 'tcp',
  String                    $label    = "${protocol}/${number}",
  Optional[Array[String]]   $hosts    = undef,
  Variant[Boolean, String]  $open     = true,
  Hash[String, Integer]     $weights  = { 'a' => 1, 'b' => 2 },
) {
  $where = $hosts ? {
    undef   => 'everywhere',
    default => $hosts.join(' '),
  }
  notify { "${label} ${where} ${open} ${weights['b']}": }
}

class { 'port':
  number => 8779,
  hosts  => ['alpha', 'beta'],
}
