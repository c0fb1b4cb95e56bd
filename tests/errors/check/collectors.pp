$a<| |>
'file'<| |>
File<| 1 |>
File<| a > 1 |>
File<| a == 1 and b =~ /x/ |>
File<| [1] |>
File<| "x${y}" |>
File<| !a |>
File<| a == 1 or (b != 2 and undef) |>
File<<| a in b |>>
File<| default |>
File<| a == [1] |>
