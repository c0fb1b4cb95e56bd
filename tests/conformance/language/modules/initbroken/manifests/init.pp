class initbroken {
