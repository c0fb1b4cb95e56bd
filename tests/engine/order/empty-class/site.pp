class empty { }
include empty
exec { '/bin/true': notify => Class['empty'] }
exec { '/bin/echo behind': refreshonly => true, subscribe => Class['empty'] }
notify { 'end': }
Class['empty'] -> Notify['end']
