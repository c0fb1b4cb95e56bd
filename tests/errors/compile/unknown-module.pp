include trvoe
