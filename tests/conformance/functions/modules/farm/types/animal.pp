type Farm::Animal = Enum['cow', 'horse']
