class a { 
  $b = 'c  '
   
  # d  
}
