type Demo::Host = Pattern[/\A[a-z][a-z0-9.-]*\z/]
