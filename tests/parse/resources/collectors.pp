File<| |>
File <| |>
File<| title == 'a' |>
File<| title == 'a' and mode != '1' |>
File<| (title == 'a' or tag == b) and owner == $x |>
File<<| |>>
File <<| tag == "x${y}" |>>
File<| |> { mode => '1' }
File<| tag == a |> { require +> B['c'], mode => 1, }
A::B<| x == 1.5 |>
User<| groups == admin |> -> File<| |>
