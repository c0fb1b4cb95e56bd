class demo::given (Integer $size, String $name_of_it) {
  notify { "${size} ${name_of_it}": }
}
