toolbox::setting { 'a': }
toolbox::setting { 'b': value => 'x' }
toolbox::setting { 'c': * => $all }
toolbox::setting {
  default: value => 'x';
  'd': ;
}
class { 'toolbox::server': }
define local ($wanted) { }
define given ($wanted) { }
Given { wanted => 1 }
local { 'a': }
given { 'a': }
