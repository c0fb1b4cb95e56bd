//! A span of time by `%D %H %M %S %L %N` (`pops/time/timespan.rb`): the largest unit of the layout takes what is above it.

const UNITS: [(char, i128); 6] =
    [('D', 86_400_000_000_000), ('H', 3_600_000_000_000), ('M', 60_000_000_000), ('S', 1_000_000_000), ('L', 1_000_000), ('N', 1)];

enum Segment {
    Literal(char),
    Unit { letter: char, padding: Option<char>, width: Option<usize> },
}

/// # Errors
/// A directive that is not known or not finished.
pub(super) fn format(nanoseconds: i128, layout: &str) -> Result<String, String> {
    let segments = segments(layout)?;
    let letters = || segments.iter().filter_map(|segment| if let Segment::Unit { letter, .. } = segment { Some(*letter) } else { None });
    let highest = letters().min_by_key(|letter| rank(*letter));
    // only the first of several takes the total
    let mut total_of = highest;
    let mut out = String::from(if nanoseconds < 0 { "-" } else { "" });
    for segment in &segments {
        match segment {
            Segment::Literal(character) => out.push(*character),
            Segment::Unit { letter, padding, width } => {
                let total = total_of.take_if(|wanted| *wanted == *letter).is_some();
                out.push_str(&written(*letter, *padding, *width, nanoseconds.saturating_abs(), total));
            }
        }
    }
    Ok(out)
}

fn rank(letter: char) -> usize {
    UNITS.iter().position(|(known, _)| *known == letter).unwrap_or(UNITS.len())
}

fn segments(layout: &str) -> Result<Vec<Segment>, String> {
    let characters: Vec<char> = layout.chars().collect();
    let bad = |start: usize, end: usize| {
        let expression: String = characters.get(start..end).unwrap_or(&[]).iter().collect();
        format!("Bad format specifier '{expression}' in '{layout}', at position {end}")
    };
    let mut segments = Vec::new();
    let mut directive: Option<(usize, Option<char>, Option<usize>, bool)> = None;
    for (position, character) in characters.iter().copied().enumerate() {
        let Some((start, padding, width, fresh)) = directive.as_mut() else {
            match character {
                '%' => directive = Some((position, Some('0'), None, true)),
                other => segments.push(Segment::Literal(other)),
            }
            continue;
        };
        match character {
            '%' => {
                segments.push(Segment::Literal('%'));
                directive = None;
            }
            '-' | '_' if *fresh => (*padding, *fresh) = (if character == '-' { None } else { Some(' ') }, false),
            letter if rank(letter) < UNITS.len() => {
                segments.push(Segment::Unit { letter, padding: *padding, width: *width });
                directive = None;
            }
            digit => {
                let Some(value) = digit.to_digit(10) else { return Err(bad(*start, position)) };
                if !(*fresh && value == 0) {
                    *width = Some((width.unwrap_or(0) * 10 + value as usize).min(1024));
                }
                *fresh = false;
            }
        }
    }
    match directive {
        Some((start, ..)) => Err(bad(start, characters.len().saturating_sub(1))),
        None => Ok(segments),
    }
}

fn written(letter: char, padding: Option<char>, width: Option<usize>, nanoseconds: i128, total: bool) -> String {
    let unit = UNITS.iter().find(|(known, _)| *known == letter).map_or(1, |(_, unit)| *unit);
    let above = UNITS.iter().rev().find(|(_, larger)| *larger > unit).map(|(_, larger)| *larger);
    if matches!(letter, 'L' | 'N') {
        return fraction(letter, padding, width, nanoseconds, total);
    }
    let count = match above.filter(|_| !total) {
        Some(above) => nanoseconds % above / unit,
        None => nanoseconds / unit,
    };
    let width = width.unwrap_or(if letter == 'D' { 1 } else { 2 });
    match padding {
        None => count.to_string(),
        Some(' ') => format!("{count:>width$}"),
        Some(_) => format!("{count:0>width$}"),
    }
}

/// Fractions are justified to the left, and lose the zeros at their end unless they are filled by zeros.
fn fraction(letter: char, padding: Option<char>, width: Option<usize>, nanoseconds: i128, total: bool) -> String {
    let width = width.unwrap_or(if letter == 'L' { 3 } else { 9 });
    let count = match letter {
        'L' if total => nanoseconds / 1_000_000,
        'L' => nanoseconds % 1_000_000_000 / 1_000_000,
        _ => {
            let (scale, limit) = (10i128.pow(9u32.saturating_sub(width as u32)), 10i128.pow((width as u32).min(9)));
            if total { nanoseconds / scale } else { nanoseconds / scale % limit }
        }
    };
    let mut digits = count.to_string();
    if !total && padding != Some('0') {
        let kept = digits.trim_end_matches('0');
        digits = if kept.is_empty() { "0".to_string() } else { kept.to_string() };
    }
    if padding.is_none() { digits } else { format!("{digits:<width$}") }
}
