$database = 'trove'
notify { "${databse}": }
