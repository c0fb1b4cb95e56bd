staice("${'a'}${"b本 ${X} 語" }
