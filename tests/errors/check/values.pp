$a = File<| |>
$b = [File<| |>]
$c = { x => File<| |> }
$d = !(File<| |>)
$e = (User<| |>)
notice(File<| |>)
File<| |> -> User<| |>
(File<| |>) -> User<| |>
