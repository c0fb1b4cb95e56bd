# Every way to declare a class; each class is there once.
class one { notify { 'one': } }
class two { notify { 'two': } include one }
class two::three { notify { 'three': } }
class four { notify { 'four': } }
class five { notify { 'five': } }
class six { notify { 'six': } require five }
class seven { contain four }

include one, two
include ['two::three', ::one]
include Class['six']
contain seven
class { 'outer': }
class outer {
  require 'seven'
  include four
}
