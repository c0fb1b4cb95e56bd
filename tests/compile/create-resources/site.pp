# create_resources with native types, defines, classes, defaults and virtual ones.
define opt ($value, $secret = false) {
  notify { "${name}=${value}": withpath => $secret }
}
class setup ($a, $b = 'b') { notify { "setup ${a} ${b}": } }

create_resources(notify, { 'one' => { message => 'm1' }, 'two' => {} })
create_resources('opt', { 'DEFAULT/x' => { value => 1 }, 'DEFAULT/y' => { 'value' => 2 } }, { 'secret' => true })
create_resources('class', { 'setup' => { 'a' => 'A' } })
create_resources('@user', { 'virt' => { 'ensure' => 'present' }, 'real' => { 'ensure' => 'present', 'tag' => 'yes' } })
User<| tag == 'yes' |>
$nested = { '/a' => { 'ensure' => 'file', 'require' => Notify['one'] } }
create_resources('file', $nested, { 'mode' => '0600', 'ensure' => 'absent' })
