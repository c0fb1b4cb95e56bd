//! A moment by the directives of Ruby's `Time#strftime`.

use crate::value::time::{self, Civil, SECOND};
use std::iter::Peekable;
use std::str::Chars;

const MONTHS: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const DAYS: [&str; 7] = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
/// No text is made wider.
const WIDEST: usize = 1024;

/// What stands between `%` and its letter.
#[derive(Default)]
struct Flags {
    padding: Padding,
    upper: bool,
    swapped: bool,
    width: Option<usize>,
    colons: usize,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Padding {
    #[default]
    Usual,
    None,
    Blank,
    Zero,
}

/// What a directive stands for.
enum Part {
    /// With its usual width, and whether blanks fill it.
    Number(i64, usize, Padding),
    Text(String),
    Fraction(usize),
    Offset,
}

struct Moment<'a> {
    civil: Civil,
    seconds: i128,
    /// Seconds east of Greenwich.
    offset: i64,
    zone: &'a str,
}

/// The moment, in nanoseconds since 1970, at an offset whose zone has a name (or none).
///
/// # Errors
/// The layout ends inside a directive.
pub(super) fn format(nanoseconds: i128, layout: &str, offset: i64, zone: &str) -> Result<String, String> {
    let civil = time::civil(nanoseconds.saturating_add(i128::from(offset) * SECOND));
    Moment { civil, seconds: nanoseconds.div_euclid(SECOND), offset, zone }
        .formatted(layout)
        .ok_or_else(|| format!("invalid format: {layout}"))
}

impl Moment<'_> {
    fn formatted(&self, layout: &str) -> Option<String> {
        let mut out = String::new();
        let mut rest = layout;
        while let Some(at) = rest.find('%') {
            out.push_str(rest.get(..at)?);
            let after = rest.get(at + 1..)?;
            let mut characters = after.chars().peekable();
            let flags = Flags::read(&mut characters);
            let mut letter = characters.next()?;
            if matches!(letter, 'E' | 'O') && characters.peek().is_some_and(|next| may_modify(letter, *next)) {
                letter = characters.next()?;
            }
            let length = after.len() - characters.collect::<String>().len();
            match self.part(letter, &flags) {
                Some(part) => out.push_str(&self.written(part, letter, &flags)),
                None => out.push_str(rest.get(at..=at + length)?),
            }
            rest = after.get(length..)?;
        }
        out.push_str(rest);
        Some(out)
    }

    fn part(&self, letter: char, flags: &Flags) -> Option<Part> {
        let Civil { year, month, day, hour, minute, second, .. } = self.civil;
        let twelve = if hour % 12 == 0 { 12 } else { hour % 12 };
        let number = |value: i64, width| Part::Number(value, width, Padding::Zero);
        let blank = |value: i64| Part::Number(value, 2, Padding::Blank);
        let composed = |layout: &str| self.formatted(layout).map(Part::Text);
        let [month, day, hour, twelve, minute, second] = [month, day, hour, twelve, minute, second].map(i64::from);
        if flags.colons > 0 && letter != 'z' {
            return None;
        }
        Some(match letter {
            'Y' => number(year, if year < 0 { 5 } else { 4 }),
            'C' => number(year.div_euclid(100), 2),
            'y' => number(year.rem_euclid(100), 2),
            'm' => number(month, 2),
            'd' => number(day, 2),
            'e' => blank(day),
            'j' => number(self.day_of_year() + 1, 3),
            'H' => number(hour, 2),
            'k' => blank(hour),
            'I' => number(twelve, 2),
            'l' => blank(twelve),
            'M' => number(minute, 2),
            'S' => number(second, 2),
            'u' => number((self.weekday() + 6) % 7 + 1, 1),
            'w' => number(self.weekday(), 1),
            'U' => number((self.day_of_year() + 7 - self.weekday()) / 7, 2),
            'W' => number((self.day_of_year() + 7 - (self.weekday() + 6) % 7) / 7, 2),
            'G' => number(self.week().0, 4),
            'g' => number(self.week().0.rem_euclid(100), 2),
            'V' => number(self.week().1, 2),
            's' => number(i64::try_from(self.seconds).ok()?, 1),
            'L' => Part::Fraction(3),
            'N' => Part::Fraction(9),
            'z' if flags.colons <= 3 => Part::Offset,
            'Z' => Part::Text(self.zone.to_string()),
            'B' => Part::Text(MONTHS.get(usize::try_from(month - 1).ok()?)?.to_string()),
            'b' | 'h' => Part::Text(MONTHS.get(usize::try_from(month - 1).ok()?)?.get(..3)?.to_string()),
            'A' => Part::Text(DAYS.get(usize::try_from(self.weekday()).ok()?)?.to_string()),
            'a' => Part::Text(DAYS.get(usize::try_from(self.weekday()).ok()?)?.get(..3)?.to_string()),
            'p' => Part::Text(if hour < 12 { "AM" } else { "PM" }.to_string()),
            'P' => Part::Text(if hour < 12 { "am" } else { "pm" }.to_string()),
            'c' => composed("%a %b %e %H:%M:%S %Y")?,
            'D' | 'x' => composed("%m/%d/%y")?,
            'F' => composed("%Y-%m-%d")?,
            'T' | 'X' => composed("%H:%M:%S")?,
            'R' => composed("%H:%M")?,
            'r' => composed("%I:%M:%S %p")?,
            'v' => composed("%e-%^b-%Y")?,
            'n' => Part::Text("\n".to_string()),
            't' => Part::Text("\t".to_string()),
            '%' => Part::Text("%".to_string()),
            _ => return None,
        })
    }

    fn written(&self, part: Part, letter: char, flags: &Flags) -> String {
        match part {
            Part::Number(value, width, padding) => number(value, width, padding, flags),
            Part::Text(text) => word(text, letter, flags),
            Part::Fraction(usual) => {
                let width = flags.width.filter(|width| *width > 0).unwrap_or(usual);
                let digits = format!("{:09}", self.civil.nanosecond);
                format!("{digits:0<width$}").chars().take(width).collect()
            }
            Part::Offset => self.offset_text(flags),
        }
    }

    /// `+0200`, `+02:00`, `+02:00:00`, or the shortest of these.
    fn offset_text(&self, flags: &Flags) -> String {
        let magnitude = self.offset.abs();
        let (hours, minutes, seconds) = (magnitude / 3600, magnitude / 60 % 60, magnitude % 60);
        let tail = match flags.colons {
            0 => format!("{minutes:02}"),
            1 => format!(":{minutes:02}"),
            2 => format!(":{minutes:02}:{seconds:02}"),
            _ if seconds > 0 => format!(":{minutes:02}:{seconds:02}"),
            _ if minutes > 0 => format!(":{minutes:02}"),
            _ => String::new(),
        };
        let unknown = flags.padding == Padding::None && self.offset == 0;
        let sign = if self.offset < 0 || unknown { '-' } else { '+' };
        let room = flags.width.unwrap_or(0).saturating_sub(tail.len());
        match flags.padding {
            Padding::Blank => format!("{:>width$}{tail}", format!("{sign}{hours}"), width = room.max(3)),
            Padding::None if !unknown => format!("{sign}{hours}{tail}"),
            _ => format!("{sign}{hours:0>width$}{tail}", width = room.saturating_sub(1).max(2)),
        }
    }

    /// Days since Sunday.
    fn weekday(&self) -> i64 {
        (self.civil.day_number + 4).rem_euclid(7)
    }

    fn day_of_year(&self) -> i64 {
        self.civil.day_number - time::day_number(self.civil.year, 1, 1)
    }

    /// Year and number of the week that ISO 8601 puts the day into: the year that its Thursday lies in.
    fn week(&self) -> (i64, i64) {
        let thursday = self.civil.day_number + 3 - (self.weekday() + 6) % 7;
        let year = self.civil.year;
        let year = (year - 1..=year + 1).rev().find(|year| time::day_number(*year, 1, 1) <= thursday).unwrap_or(year);
        (year, (thursday - time::day_number(year, 1, 1)) / 7 + 1)
    }
}

impl Flags {
    fn read(characters: &mut Peekable<Chars<'_>>) -> Self {
        let mut flags = Flags::default();
        while let Some(flag) = characters.next_if(|next| "-0^_#".contains(*next)) {
            match flag {
                '-' => flags.padding = Padding::None,
                '0' => flags.padding = Padding::Zero,
                '_' => flags.padding = Padding::Blank,
                '^' => flags.upper = true,
                _ => flags.swapped = true,
            }
        }
        while let Some(digit) = characters.peek().and_then(|next| next.to_digit(10)) {
            characters.next();
            flags.width = Some((flags.width.unwrap_or(0) * 10 + digit as usize).min(WIDEST));
        }
        while characters.next_if_eq(&':').is_some() {
            flags.colons += 1;
        }
        flags
    }
}

/// Which directives the modifiers of POSIX may stand before; they change nothing.
fn may_modify(modifier: char, letter: char) -> bool {
    if modifier == 'E' { "cCxXyY".contains(letter) } else { "deHkIlmMSuUVwWy".contains(letter) }
}

fn number(value: i64, width: usize, usual: Padding, flags: &Flags) -> String {
    let padding = if flags.padding == Padding::Usual { usual } else { flags.padding };
    let width = flags.width.unwrap_or(width);
    match padding {
        Padding::None => value.to_string(),
        Padding::Blank => format!("{value:>width$}"),
        _ => format!("{value:0width$}"),
    }
}

fn word(text: String, letter: char, flags: &Flags) -> String {
    let text = match (flags.swapped, letter) {
        (true, 'p' | 'Z') => text.to_lowercase(),
        (true, _) => text.to_uppercase(),
        _ if flags.upper => text.to_uppercase(),
        _ => text,
    };
    let width = flags.width.unwrap_or(0);
    match flags.padding {
        Padding::None => text,
        Padding::Zero => format!("{text:0>width$}"),
        _ => format!("{text:>width$}"),
    }
}
