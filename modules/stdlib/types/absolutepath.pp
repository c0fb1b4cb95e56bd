# A path from the root on.
type Stdlib::Absolutepath = Pattern[/\A\/([^\n\/\0]+\/*)*\z/]
