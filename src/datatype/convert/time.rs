//! `Timestamp('2020-01-02', '%F')`, `Timespan('1:30', '%H:%M')`, and the way back: `strftime`.

use super::constructor::{Constructor, Way};
use super::{failed, named};
use crate::datatype::TypeError;
use crate::value::time::{self, Civil, DAY, SECOND};
use crate::value::{Rich, Value, format};
use std::iter::Peekable;
use std::str::Chars;
use std::sync::Arc;

pub(super) static TIMESTAMP: Constructor = Constructor {
    of: "Timestamp",
    name: "new_timestamp",
    types: &[("Formats", "Variant[String[2],Array[String[2], 1]]")],
    ways: &[
        Way { signature: "Callable[0, 0]", make: timestamp },
        Way { signature: "Callable[Variant[Integer,Float] $seconds]", make: timestamp },
        Way { signature: "Callable[String[1] $string, Formats $format, String[1] $timezone, 1, 3]", make: timestamp },
        Way {
            signature: "Callable[Struct[{string => String[1], Optional[format] => Formats, Optional[timezone] => String[1]}] $hash_arg]",
            make: timestamp,
        },
    ],
    mismatches: &[],
};

pub(super) static TIMESPAN: Constructor = Constructor {
    of: "Timespan",
    name: "new_timespan",
    types: &[("Formats", "Variant[String[2],Array[String[2], 1]]")],
    ways: &[
        Way { signature: "Callable[Variant[Integer,Float] $seconds]", make: timespan },
        Way { signature: "Callable[String[1] $string, Formats $format, 1, 2]", make: timespan },
        Way {
            signature: "Callable[Integer $days, Integer $hours, Integer $minutes, Integer $seconds, Integer $milliseconds, \
                        Integer $microseconds, Integer $nanoseconds, 4, 7]",
            make: timespan,
        },
        Way { signature: "Callable[Struct[{string => String[1], Optional[format] => Formats}] $hash_arg]", make: timespan },
        Way {
            signature: "Callable[Struct[{Optional[negative] => Boolean, Optional[days] => Integer, Optional[hours] => Integer, \
                        Optional[minutes] => Integer, Optional[seconds] => Integer, Optional[milliseconds] => Integer, \
                        Optional[microseconds] => Integer, Optional[nanoseconds] => Integer}] $hash_arg]",
            make: timespan,
        },
    ],
    mismatches: &[],
};

const TIMESTAMP_FORMATS: &[&str] =
    &["%FT%T.%N %Z", "%FT%T %Z", "%F %T.%N %Z", "%F %T %Z", "%F %Z", "%FT%T.%N", "%FT%T", "%F %T.%N", "%F %T", "%F"];
/// How many of them have a zone; they come first.
const WITH_ZONE: usize = 5;
const TIMESPAN_FORMATS: &[&str] = &["%D-%H:%M:%S.%-N", "%H:%M:%S.%-N", "%M:%S.%-N", "%S.%-N", "%D-%H:%M:%S", "%H:%M:%S", "%D-%H:%M", "%S"];

fn moment(nanoseconds: i128) -> Value {
    Value::Rich(Arc::new(Rich::Timestamp(nanoseconds)))
}

fn span(nanoseconds: i128) -> Value {
    Value::Rich(Arc::new(Rich::Timespan(nanoseconds)))
}

/// The error has Ruby's words for what is no number.
fn from_float(seconds: f64) -> Result<i128, TypeError> {
    let nanoseconds = (seconds * SECOND as f64).round();
    if nanoseconds.is_finite() { Ok(nanoseconds as i128) } else { Err(failed(format::float(nanoseconds))) }
}

/// The formats of an argument: one, several, or the default ones.
fn formats(given: Option<&Value>, default: &[&str]) -> Vec<String> {
    match given {
        Some(Value::String(format)) => vec![format.to_string()],
        Some(Value::Array(formats)) => formats.iter().map(|format| format::interpolated(format).to_string()).collect(),
        _ => default.iter().map(|format| format.to_string()).collect(),
    }
}

pub(super) fn timestamp(arguments: &[Value]) -> Result<Value, TypeError> {
    let from = named(arguments, "string").or(arguments.first());
    match from {
        None => Ok(moment(now())),
        Some(Value::Integer(seconds)) => Ok(moment(i128::from(*seconds) * SECOND)),
        Some(Value::Float(seconds)) => from_float(*seconds).map(moment),
        Some(Value::String(text)) => {
            let zone = named(arguments, "timezone").or(arguments.get(2)).and_then(Value::as_str).filter(|zone| !zone.is_empty());
            let format = named(arguments, "format").or(arguments.get(1));
            let usual = if zone.is_some() { TIMESTAMP_FORMATS.get(WITH_ZONE..).unwrap_or_default() } else { TIMESTAMP_FORMATS };
            let formats = formats(format, usual);
            let read = |format: &String| parse_timestamp(text, format);
            let parsed = match formats.as_slice() {
                [only] => read(only),
                several => several.iter().filter_map(read).find(|read| zone.is_none() || read.offset.is_none()),
            };
            let parsed = parsed.ok_or_else(|| unparsed(text, &formats))?;
            let Some(zone) = zone else { return Ok(moment(parsed.nanoseconds(parsed.offset.unwrap_or(0)))) };
            if parsed.offset.is_some() {
                let twice =
                    "Using a Timezone designator in format specification is mutually exclusive to providing an explicit timezone argument";
                return Err(failed(twice));
            }
            let offset = zone_offset(zone).ok_or_else(|| failed(format!("Illegal timezone '{zone}'")))?;
            Ok(moment(parsed.nanoseconds(offset)))
        }
        Some(Value::Rich(rich)) if matches!(rich.as_ref(), Rich::Timestamp(_)) => Ok(Value::Rich(rich.clone())),
        Some(_) => Ok(moment(now())),
    }
}

/// The present, to the nanosecond.
fn now() -> i128 {
    jiff::Timestamp::now().as_nanosecond()
}

fn unparsed(text: &str, formats: &[String]) -> TypeError {
    match formats {
        [only] => failed(format!("Unable to parse '{text}' using format '{only}'")),
        formats => failed(format!("Unable to parse '{text}' using any of the formats {}", formats.join(", "))),
    }
}

pub(super) fn timespan(arguments: &[Value]) -> Result<Value, TypeError> {
    match arguments {
        [Value::Integer(seconds)] => Ok(span(i128::from(*seconds) * SECOND)),
        [Value::Float(seconds)] => from_float(*seconds).map(span),
        [Value::String(text), rest @ ..] => spelled(text, rest.first()),
        [Value::Hash(_)] => match named(arguments, "string").and_then(Value::as_str) {
            Some(text) => spelled(text, named(arguments, "format")),
            None => fields(&|name| named(arguments, name).cloned()),
        },
        [Value::Integer(_), ..] => {
            const NAMES: [&str; 7] = ["days", "hours", "minutes", "seconds", "milliseconds", "microseconds", "nanoseconds"];
            fields(&|name| NAMES.iter().position(|known| *known == name).and_then(|index| arguments.get(index)).cloned())
        }
        [Value::Rich(rich)] if matches!(rich.as_ref(), Rich::Timespan(_)) => Ok(Value::Rich(rich.clone())),
        _ => Ok(span(0)),
    }
}

fn spelled(text: &str, format: Option<&Value>) -> Result<Value, TypeError> {
    let formats = formats(format, TIMESPAN_FORMATS);
    let (negative, plain) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let parsed = formats.iter().find_map(|format| parse_timespan(plain, format));
    parsed.map(|nanoseconds| span(if negative { -nanoseconds } else { nanoseconds })).ok_or_else(|| unparsed(text, &formats))
}

fn fields(field: &dyn Fn(&str) -> Option<Value>) -> Result<Value, TypeError> {
    let units = [
        ("days", DAY),
        ("hours", 3600 * SECOND),
        ("minutes", 60 * SECOND),
        ("seconds", SECOND),
        ("milliseconds", 1_000_000),
        ("microseconds", 1_000),
        ("nanoseconds", 1),
    ];
    let mut total = 0;
    for (name, unit) in units {
        if let Some(Value::Integer(count)) = field(name) {
            total += i128::from(count) * unit;
        }
    }
    Ok(span(if matches!(field("negative"), Some(Value::Boolean(true))) { -total } else { total }))
}

/// Reads digits, at most so many.
fn digits(characters: &mut Peekable<Chars>, most: usize) -> Option<(i64, usize)> {
    let mut text = String::new();
    while text.len() < most
        && let Some(digit) = characters.next_if(char::is_ascii_digit)
    {
        text.push(digit);
    }
    text.parse().ok().map(|number| (number, text.len()))
}

/// Digits after the point as nanoseconds.
fn fraction(characters: &mut Peekable<Chars>) -> Option<i128> {
    let (number, length) = digits(characters, 18)?;
    let power = 10i128.checked_pow(length as u32)?;
    Some(i128::from(number) * SECOND / power)
}

fn expanded(format: &str) -> String {
    format.replace("%F", "%Y-%m-%d").replace("%T", "%H:%M:%S").replace("%R", "%H:%M").replace("%D", "%m/%d/%y").replace("%r", "%I:%M:%S %p")
}

/// A time as it was written.
struct Written {
    /// As if it were meant in Greenwich.
    nanoseconds: i128,
    /// Seconds east of Greenwich, where the text says so.
    offset: Option<i64>,
}

impl Written {
    fn nanoseconds(&self, offset: i64) -> i128 {
        self.nanoseconds - i128::from(offset) * SECOND
    }
}

fn parse_timestamp(text: &str, format: &str) -> Option<Written> {
    let mut input = text.chars().peekable();
    let layout = expanded(format);
    let mut layout = layout.chars();
    let (mut year, mut month, mut day) = (1970, 1, 1);
    let (mut seconds, mut nanoseconds, mut offset) = (0i128, 0, None);
    let (mut hour, mut afternoon, mut epoch) = (0, None, None);
    while let Some(expected) = layout.next() {
        if expected != '%' {
            input.next_if_eq(&expected)?;
            continue;
        }
        let mut letter = layout.next()?;
        while matches!(letter, '-' | '0' | '^' | '_' | '3' | '6' | '9') {
            letter = layout.next()?;
        }
        match letter {
            'Y' => year = digits(&mut input, 4)?.0,
            'm' => month = digits(&mut input, 2)?.0,
            'y' => year = century_of(digits(&mut input, 2)?.0),
            'd' | 'e' => day = padded(&mut input)?,
            'j' => drop(digits(&mut input, 3)?), // read, but Puppet makes nothing of it
            'H' | 'k' | 'I' | 'l' => hour = padded(&mut input)?,
            'M' => seconds += i128::from(digits(&mut input, 2)?.0) * 60,
            'S' => seconds += i128::from(digits(&mut input, 2)?.0),
            'N' | 'L' => nanoseconds = fraction(&mut input)?,
            's' => epoch = Some(i128::from(digits(&mut input, 18)?.0)),
            'p' | 'P' => afternoon = Some(word(&mut input).eq_ignore_ascii_case("pm")),
            'b' | 'B' | 'h' => month = month_number(&word(&mut input))?,
            'a' | 'A' => drop(word(&mut input)),
            'z' | 'Z' => offset = Some(zone_offset(&zone_text(&mut input))?),
            '%' => drop(input.next_if_eq(&'%')?),
            _ => return None,
        }
    }
    if input.next().is_some() || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let date = i128::from(time::day_number(year, month as u32, day as u32)) * DAY;
    let hour = afternoon.map_or(hour, |afternoon| hour % 12 + if afternoon { 12 } else { 0 });
    let seconds = seconds + i128::from(hour) * 3600;
    let date = epoch.map_or(date, |epoch| epoch * SECOND);
    Some(Written { nanoseconds: date + seconds * SECOND + nanoseconds, offset })
}

/// Two digits, or a blank and one.
fn padded(input: &mut Peekable<Chars>) -> Option<i64> {
    let most = if input.next_if_eq(&' ').is_some() { 1 } else { 2 };
    digits(input, most).map(|(number, _)| number)
}

/// The year that two digits mean, as Ruby has it.
fn century_of(year: i64) -> i64 {
    year + if year < 69 { 2000 } else { 1900 }
}

fn word(input: &mut Peekable<Chars>) -> String {
    std::iter::from_fn(|| input.next_if(char::is_ascii_alphabetic)).collect()
}

fn zone_text(input: &mut Peekable<Chars>) -> String {
    std::iter::from_fn(|| input.next_if(|next| next.is_ascii_alphanumeric() || "+-:/_".contains(*next))).collect()
}

/// Seconds east of Greenwich; `None` for a zone that is not known.
fn zone_offset(zone: &str) -> Option<i64> {
    match zone {
        "" | "UTC" | "GMT" | "Z" | "UCT" => return Some(0),
        "EST" => return Some(-5 * 3600),
        "EDT" => return Some(-4 * 3600),
        "CST" => return Some(-6 * 3600),
        "CDT" => return Some(-5 * 3600),
        "MST" => return Some(-7 * 3600),
        "MDT" => return Some(-6 * 3600),
        "PST" => return Some(-8 * 3600),
        "PDT" => return Some(-7 * 3600),
        "CET" => return Some(3600),
        "CEST" => return Some(2 * 3600),
        _ => {}
    }
    let (sign, rest) = match zone.split_at_checked(1)? {
        ("+", rest) => (1, rest),
        ("-", rest) => (-1, rest),
        _ => return None,
    };
    let compact = rest.replace(':', "");
    let (hours, minutes) = compact.split_at_checked(2)?;
    let minutes: i64 = if minutes.is_empty() { 0 } else { minutes.parse().ok()? };
    Some(sign * (hours.parse::<i64>().ok()? * 3600 + minutes * 60))
}

const MONTHS: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const DAYS: [&str; 7] = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

fn month_number(name: &str) -> Option<i64> {
    let short = name.get(..3)?.to_lowercase();
    MONTHS.iter().position(|month| month.to_lowercase().starts_with(&short)).map(|index| index as i64 + 1)
}

fn parse_timespan(text: &str, format: &str) -> Option<i128> {
    let mut input = text.chars().peekable();
    let mut layout = format.chars();
    let mut total = 0;
    while let Some(expected) = layout.next() {
        if expected != '%' {
            input.next_if_eq(&expected)?;
            continue;
        }
        let mut letter = layout.next()?;
        while matches!(letter, '-' | '0' | '_') || letter.is_ascii_digit() {
            letter = layout.next()?;
        }
        total += match letter {
            'D' => i128::from(digits(&mut input, 18)?.0) * DAY,
            'H' => i128::from(digits(&mut input, 18)?.0) * 3600 * SECOND,
            'M' => i128::from(digits(&mut input, 18)?.0) * 60 * SECOND,
            'S' => i128::from(digits(&mut input, 18)?.0) * SECOND,
            'L' => i128::from(digits(&mut input, 3)?.0) * 1_000_000,
            'N' => fraction(&mut input)?,
            _ => return None,
        };
    }
    input.next().is_none().then_some(total)
}

/// A moment by the directives of `strftime`, in a zone (`UTC`, `+02:00`, …).
pub fn format_time(nanoseconds: i128, layout: &str, zone: &str) -> Result<String, TypeError> {
    let offset = zone_offset(zone).ok_or_else(|| failed(format!("Illegal timezone '{zone}'")))?;
    let civil = time::civil(nanoseconds.saturating_add(i128::from(offset) * SECOND));
    let mut out = String::new();
    let mut characters = layout.chars().peekable();
    while let Some(character) = characters.next() {
        if character != '%' {
            out.push(character);
            continue;
        }
        let flags: String = std::iter::from_fn(|| characters.next_if(|next| "-0^_#:".contains(*next))).collect();
        let width = digits(&mut characters, 3).map(|(width, _)| width as usize);
        let Some(letter) = characters.next() else { break };
        let written = directive(letter, &civil, nanoseconds, offset, width);
        let written = written.unwrap_or_else(|| format!("%{letter}"));
        let padded = if letter == 'N' || letter == 'L' { written } else { widened(&written, &flags, width) };
        out.push_str(&if flags.contains('^') { padded.to_uppercase() } else { padded });
    }
    Ok(out)
}

/// `-` takes the padding away, `_` makes it blanks, a width adds to it.
fn widened(text: &str, flags: &str, width: Option<usize>) -> String {
    let numeric = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b' ');
    let stripped = if numeric && flags.contains(['-', '_']) { text.trim_start_matches(['0', ' ']) } else { text };
    let stripped = if stripped.is_empty() && !text.is_empty() { "0" } else { stripped };
    let width = if flags.contains('-') { 0 } else { width.unwrap_or(0).max(if flags.contains('_') { text.len() } else { 0 }) };
    match numeric && !flags.contains('_') {
        true => format!("{stripped:0>width$}"),
        false => format!("{stripped:>width$}"),
    }
}

fn directive(letter: char, at: &Civil, nanoseconds: i128, offset: i64, width: Option<usize>) -> Option<String> {
    let Civil { year, month, day, hour, minute, second, nanosecond, day_number } = *at;
    let weekday = (day_number + 4).rem_euclid(7) as usize;
    let name = |names: &[&str], index: usize| names.get(index).map(|name| name.to_string());
    let short = |names: &[&str], index: usize| names.get(index).and_then(|name| name.get(..3)).map(str::to_string);
    let day_of_year = day_number - time::day_number(year, 1, 1);
    let twelve = if hour % 12 == 0 { 12 } else { hour % 12 };
    let sign = if offset < 0 { '-' } else { '+' };
    Some(match letter {
        'Y' => year.to_string(),
        'C' => format!("{:02}", year.div_euclid(100)),
        'y' => format!("{:02}", year.rem_euclid(100)),
        'm' => format!("{month:02}"),
        'B' => name(&MONTHS, month as usize - 1)?,
        'b' | 'h' => short(&MONTHS, month as usize - 1)?,
        'd' => format!("{day:02}"),
        'e' => format!("{day:2}"),
        'j' => format!("{:03}", day_of_year + 1),
        'H' => format!("{hour:02}"),
        'k' => format!("{hour:2}"),
        'I' => format!("{twelve:02}"),
        'l' => format!("{twelve:2}"),
        'P' => if hour < 12 { "am" } else { "pm" }.to_string(),
        'p' => if hour < 12 { "AM" } else { "PM" }.to_string(),
        'M' => format!("{minute:02}"),
        'S' => format!("{second:02}"),
        'L' => format!("{nanosecond:09}").get(..width.unwrap_or(3).min(9))?.to_string(),
        'N' => format!("{nanosecond:09}").get(..width.unwrap_or(9).min(9))?.to_string(),
        'z' => format!("{sign}{:02}{:02}", offset.abs() / 3600, offset.abs() / 60 % 60),
        'Z' if offset == 0 => "UTC".to_string(),
        'Z' => format!("{sign}{:02}:{:02}", offset.abs() / 3600, offset.abs() / 60 % 60),
        'A' => name(&DAYS, weekday)?,
        'a' => short(&DAYS, weekday)?,
        'u' => if weekday == 0 { 7 } else { weekday }.to_string(),
        'w' => weekday.to_string(),
        'U' => format!("{:02}", (day_of_year + 7 - weekday as i64) / 7),
        'W' => format!("{:02}", (day_of_year + 7 - (weekday as i64 + 6) % 7) / 7),
        's' => nanoseconds.div_euclid(SECOND).to_string(),
        'F' => format!("{year}-{month:02}-{day:02}"),
        'T' | 'X' => format!("{hour:02}:{minute:02}:{second:02}"),
        'R' => format!("{hour:02}:{minute:02}"),
        'D' | 'x' => format!("{month:02}/{day:02}/{:02}", year.rem_euclid(100)),
        'r' => format!("{twelve:02}:{minute:02}:{second:02} {}", if hour < 12 { "AM" } else { "PM" }),
        'c' => {
            format!("{} {} {day:2} {hour:02}:{minute:02}:{second:02} {year}", short(&DAYS, weekday)?, short(&MONTHS, month as usize - 1)?)
        }
        'n' => "\n".to_string(),
        't' => "\t".to_string(),
        '%' => "%".to_string(),
        _ => return None,
    })
}

/// A span of time by `%D %H %M %S %L %N`; the largest unit that is there takes what is above it.
pub fn format_span(nanoseconds: i128, layout: &str) -> String {
    let mut rest = nanoseconds.saturating_abs();
    let mut out = String::from(if nanoseconds < 0 { "-" } else { "" });
    let mut take = |letter: char, unit: i128| {
        let used =
            layout.contains(&format!("%{letter}")) || layout.contains(&format!("%-{letter}")) || layout.contains(&format!("%_{letter}"));
        let count = if used { rest / unit } else { 0 };
        rest -= count * unit;
        count
    };
    let (days, hours, minutes, seconds) = (take('D', DAY), take('H', 3600 * SECOND), take('M', 60 * SECOND), take('S', SECOND));
    let mut characters = layout.chars().peekable();
    while let Some(character) = characters.next() {
        if character != '%' {
            out.push(character);
            continue;
        }
        let flag = characters.next_if(|next| "-_0".contains(*next));
        let width = digits(&mut characters, 2).map(|(width, _)| width as usize);
        let padded = |count: i128, default: usize| match flag {
            Some('-') => count.to_string(),
            Some('_') => format!("{count:>width$}", width = width.unwrap_or(default)),
            _ => format!("{count:0>width$}", width = width.unwrap_or(default)),
        };
        match characters.next() {
            Some('D') => out.push_str(&padded(days, 1)),
            Some('H') => out.push_str(&padded(hours, 2)),
            Some('M') => out.push_str(&padded(minutes, 2)),
            Some('S') => out.push_str(&padded(seconds, 2)),
            Some('L') => out.push_str(&padded(rest / 1_000_000, 3)),
            Some('N') if flag == Some('-') => {
                let text = format!("{rest:09}");
                let text = text.trim_end_matches('0');
                out.push_str(if text.is_empty() { "0" } else { text });
            }
            Some('N') => out.push_str(format!("{rest:09}").get(..width.unwrap_or(9).min(9)).unwrap_or("")),
            Some('%') => out.push('%'),
            Some(other) => out.extend(['%', other]),
            None => out.push('%'),
        }
    }
    out
}
