# The types are known by what was generated of them; no module is there.
sample_volume { 'data_1':
  size    => '12k',
  options => ['ro', 'noatime'],
  secret  => Sensitive('s3cret-of-data'),
}
sample_volume { 'by name':
  name   => 'data_2',
  format => 'no such format: values are looked at where the host is',
}
sample_pool { 'p::away':
  members => ['b'],
  require => Sample_volume['data_1'],
}
sample_pool { 'q': }
Sample_volume <| size == '12k' |> {
  label => 'collected',
}
Sample_pool['q'] -> Sample_volume['by name']
