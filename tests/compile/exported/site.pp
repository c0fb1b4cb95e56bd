# Exported resources are marked, and found by an exported collector of the same run.
@@user { 'web': uid => 2001, tag => 'web' }
@@user { 'db': uid => 2002 }
User<| title == 'web' |>
@@notify { 'exported only': }
