//! A span of time by `%D %H %M %S %L %N`, and back (`pops/time/timespan.rb`): the largest unit of the layout takes what is above it.

use super::Regex;

const UNITS: [(char, i128); 6] =
    [('D', 86_400_000_000_000), ('H', 3_600_000_000_000), ('M', 60_000_000_000), ('S', 1_000_000_000), ('L', 1_000_000), ('N', 1)];

enum Segment {
    Literal(char),
    Unit { letter: char, padding: Option<char>, width: Option<usize> },
}

/// # Errors
/// A directive that is not known or not finished.
pub fn format(nanoseconds: i128, layout: &str) -> Result<String, String> {
    let segments = segments(layout)?;
    let mut total_of = highest(&segments);
    let mut out = String::from(if nanoseconds < 0 { "-" } else { "" });
    for segment in &segments {
        match segment {
            Segment::Literal(character) => out.push(*character),
            Segment::Unit { letter, padding, width } => {
                let total = segment.takes_total(&mut total_of);
                out.push_str(&written(*letter, *padding, *width, nanoseconds.saturating_abs(), total));
            }
        }
    }
    Ok(out)
}

/// The nanoseconds that a text says; the inner error is of a text that is not of the layout.
///
/// # Errors
/// A directive that is not known or not finished.
pub fn parse(text: &str, layout: &str) -> Result<Result<i128, String>, String> {
    let segments = segments(layout)?;
    let unlike = || format!("Unable to parse '{text}' using format '{layout}'");
    let mut total_of = highest(&segments);
    let totals: Vec<bool> = segments.iter().map(|segment| segment.takes_total(&mut total_of)).collect();
    let pattern: String = segments.iter().zip(&totals).map(|(segment, total)| segment.pattern(*total)).collect();
    let regex = Regex::cached(&format!(r"\A-?{pattern}\z")).map_err(|error| error.to_string())?;
    let Some(groups) = regex.captures(text) else { return Ok(Err(unlike())) };
    let mut nanoseconds = 0i128;
    for ((segment, total), group) in segments.iter().zip(totals).zip(groups.iter().skip(1)) {
        let Segment::Unit { letter, .. } = segment else { continue };
        let digits = group.as_deref().unwrap_or("").trim_start();
        let Ok(count) = digits.parse::<i128>() else { return Ok(Err(unlike())) };
        if total && matches!(letter, 'L' | 'N') {
            let fractions = "Format specifiers %L and %N denotes fractions and must be used together with a specifier of higher magnitude";
            return Ok(Err(fractions.to_string()));
        }
        let unit = match letter {
            'L' | 'N' => 10i128.pow(9u32.saturating_sub(digits.len() as u32)),
            _ => unit_of(*letter),
        };
        nanoseconds = nanoseconds.saturating_add(count.saturating_mul(unit));
    }
    Ok(Ok(if text.starts_with('-') { -nanoseconds } else { nanoseconds }))
}

/// The largest unit of a layout; the first directive for it takes all that is above.
fn highest(segments: &[Segment]) -> Option<char> {
    let letters = segments.iter().filter_map(|segment| if let Segment::Unit { letter, .. } = segment { Some(*letter) } else { None });
    letters.min_by_key(|letter| rank(*letter))
}

impl Segment {
    fn takes_total(&self, total_of: &mut Option<char>) -> bool {
        matches!(self, Segment::Unit { letter, .. } if total_of.take_if(|wanted| wanted == letter).is_some())
    }

    /// What a text may have in its place, as a group.
    fn pattern(&self, total: bool) -> String {
        match self {
            Segment::Literal(character) => format!("({})", super::regex::escape(&character.to_string())),
            Segment::Unit { padding: Some(' '), width: None, .. } if total => r"\s*([0-9]+)".to_string(),
            Segment::Unit { letter, padding: Some(' '), width: None } => format!(r"([0-9\s]{{1,{}}})", usual_width(*letter)),
            Segment::Unit { width: None, .. } if total => "([0-9]+)".to_string(),
            Segment::Unit { letter, width: None, .. } => format!("([0-9]{{1,{}}})", usual_width(*letter)),
            Segment::Unit { padding: None, width: Some(width), .. } => format!("([0-9]{{1,{width}}})"),
            Segment::Unit { padding: Some(' '), width: Some(width), .. } => format!(r"([0-9\s]{{{width}}})"),
            Segment::Unit { width: Some(width), .. } => format!("([0-9]{{{width}}})"),
        }
    }
}

fn usual_width(letter: char) -> usize {
    match letter {
        'D' => 1,
        'L' => 3,
        'N' => 9,
        _ => 2,
    }
}

fn unit_of(letter: char) -> i128 {
    UNITS.iter().find(|(known, _)| *known == letter).map_or(1, |(_, unit)| *unit)
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
    let unit = unit_of(letter);
    let above = UNITS.iter().rev().find(|(_, larger)| *larger > unit).map(|(_, larger)| *larger);
    if matches!(letter, 'L' | 'N') {
        return fraction(letter, padding, width, nanoseconds, total);
    }
    let count = match above.filter(|_| !total) {
        Some(above) => nanoseconds % above / unit,
        None => nanoseconds / unit,
    };
    let width = width.unwrap_or(usual_width(letter));
    match padding {
        None => count.to_string(),
        Some(' ') => format!("{count:>width$}"),
        Some(_) => format!("{count:0>width$}"),
    }
}

/// Fractions are justified to the left, and lose the zeros at their end unless they are filled by zeros.
fn fraction(letter: char, padding: Option<char>, width: Option<usize>, nanoseconds: i128, total: bool) -> String {
    let width = width.unwrap_or(usual_width(letter));
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
