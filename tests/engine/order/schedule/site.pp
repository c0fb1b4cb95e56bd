schedule { 'nightmare': period => never }
notify { 'never': schedule => 'nightmare' }
notify { 'always': }
