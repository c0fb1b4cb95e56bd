class farm($size = 1) { notify { "farm ${size}": } }
