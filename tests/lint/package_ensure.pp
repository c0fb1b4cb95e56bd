package { 'a': ensure => latest }
package { 'b': ensure => 'latest' }
package { 'c': ensure => installed }
file { 'd': ensure => latest }
