notice($odd_version)
