file { mode => '0644' }
class a { exec { command => 'x' } }
