# Aliases here and in modules, recursive ones, as parameter types and in matches.
type Port = Integer[1, 65535]
type Tree = Variant[Integer, Array[Tree]]
type Setting = Struct[{ name => String[1], Optional[value] => Variant[String, Integer], NotUndef['kind'] => Enum['a', 'b'] }]
class ports (Port $port, Demo::Host $host, Array[Setting] $settings = []) {
  notify { "${host}:${port}": }
  $settings.each |Setting $s| { notify { "${s['name']} ${s['value']} ${s['kind']}": } }
}
class { 'ports':
  port     => 8779,
  host     => 'db1.example.org',
  settings => [{ 'name' => 'x', 'kind' => 'a' }, { 'name' => 'y', 'value' => 3, 'kind' => 'b' }],
}
[[1, [2, [3]]], [1, 'x'], 7].each |$i, $v| { notify { "tree ${i} ${v =~ Tree}": } }
[80, 0, 'x', 70000].each |$v| { notify { "port ${v} ${v =~ Port} ${$v ? { Port => 'yes', default => 'no' }}": } }
