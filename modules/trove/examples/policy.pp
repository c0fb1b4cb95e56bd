# Two rules of one's own.
class { 'trove::policy':
  policies => {
    'nobody lists'  => { 'key' => 'instance:index', 'value' => '!' },
    'owners delete' => { 'key' => 'instance:delete', 'value' => "project_id:%(project_id)s or 'admin':%(role)s" },
  },
}
