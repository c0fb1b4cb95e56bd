//! Time zones by name or offset, as Ruby's `DateTime` reads them.

const HOUR: i64 = 3600;

/// Names and their hours east of Greenwich.
const NAMES: &[(&str, f64)] = &[
    ("utc", 0.0),
    ("ut", 0.0),
    ("gmt", 0.0),
    ("uct", 0.0),
    ("wet", 0.0),
    ("z", 0.0),
    ("est", -5.0),
    ("edt", -4.0),
    ("cst", -6.0),
    ("cdt", -5.0),
    ("mst", -7.0),
    ("mdt", -6.0),
    ("pst", -8.0),
    ("pdt", -7.0),
    ("akst", -9.0),
    ("akdt", -8.0),
    ("hst", -10.0),
    ("ast", -4.0),
    ("adt", -3.0),
    ("nst", -3.5),
    ("ndt", -2.5),
    ("brt", -3.0),
    ("bst", 1.0),
    ("cet", 1.0),
    ("cest", 2.0),
    ("met", 1.0),
    ("mest", 2.0),
    ("west", 1.0),
    ("eet", 2.0),
    ("eest", 3.0),
    ("msk", 3.0),
    ("msd", 4.0),
    ("ist", 5.5),
    ("sgt", 8.0),
    ("awst", 8.0),
    ("jst", 9.0),
    ("kst", 9.0),
    ("aest", 10.0),
    ("aedt", 11.0),
    ("nzst", 12.0),
    ("nzdt", 13.0),
];

/// Seconds east of Greenwich; nothing for what Ruby does not know.
pub(super) fn offset(zone: &str) -> Option<i64> {
    let lower = zone.to_ascii_lowercase();
    if lower == "current" {
        return Some(0);
    }
    if let Some(standard) = lower.strip_suffix(" dst") {
        return named(standard).map(|offset| offset + HOUR);
    }
    let signed = lower.strip_prefix("utc").or_else(|| lower.strip_prefix("gmt")).unwrap_or(&lower);
    by_digits(signed).or_else(|| named(&lower)).or_else(|| military(&lower))
}

fn named(name: &str) -> Option<i64> {
    let plain = name.strip_suffix(" standard time").unwrap_or(name);
    NAMES.iter().find(|(known, _)| *known == plain).map(|(_, hours)| (hours * HOUR as f64) as i64)
}

/// `A` to `Y` without `J`.
fn military(letter: &str) -> Option<i64> {
    let index = |letters: &str| letters.find(letter).map(|at| at as i64 + 1);
    if letter.len() != 1 {
        return None;
    }
    index("abcdefghiklm").or_else(|| index("nopqrstuvwxy").map(|hours| -hours)).map(|hours| hours * HOUR)
}

/// `+2`, `-0330`, `+02:30:15`.
fn by_digits(text: &str) -> Option<i64> {
    let (sign, digits) = match text.split_at_checked(1)? {
        ("+", digits) => (1, digits),
        ("-", digits) => (-1, digits),
        _ => return None,
    };
    let parts: Vec<&str> = match digits.contains(':') {
        true => digits.split(':').collect(),
        false if digits.len() > 2 => {
            let (hours, rest) = digits.split_at_checked(digits.len() - if digits.len() > 4 { 4 } else { 2 })?;
            match rest.split_at_checked(2)? {
                (minutes, "") => vec![hours, minutes],
                (minutes, seconds) => vec![hours, minutes, seconds],
            }
        }
        false => vec![digits],
    };
    let mut total = 0;
    for (part, unit) in parts.iter().zip([HOUR, 60, 1]) {
        total += part.parse::<u32>().ok().filter(|_| part.len() <= 2).map(i64::from)? * unit;
    }
    Some(sign * total)
}
