//! `Timestamp('2020-01-02', '%F')`, `Timespan('1:30', '%H:%M')`.

use super::constructor::{Constructor, Way};
use super::{failed, named};
use crate::datatype::TypeError;
use crate::value::time::{self, DAY, SECOND};
use crate::value::{Rich, Value, format, span};
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

fn timespan_of(nanoseconds: i128) -> Value {
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
        [Value::Integer(seconds)] => Ok(timespan_of(i128::from(*seconds) * SECOND)),
        [Value::Float(seconds)] => from_float(*seconds).map(timespan_of),
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
        _ => Ok(timespan_of(0)),
    }
}

fn spelled(text: &str, format: Option<&Value>) -> Result<Value, TypeError> {
    let formats = formats(format, TIMESPAN_FORMATS);
    let is_one = matches!(format, Some(Value::String(_)));
    for format in &formats {
        match span::parse(text, format).map_err(failed)? {
            Ok(nanoseconds) => return Ok(timespan_of(nanoseconds)),
            Err(message) if is_one => return Err(failed(message)),
            Err(_) => {}
        }
    }
    Err(failed(format!("Unable to parse '{text}' using any of the formats {}", formats.join(", "))))
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
    Ok(timespan_of(if matches!(field("negative"), Some(Value::Boolean(true))) { -total } else { total }))
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

fn month_number(name: &str) -> Option<i64> {
    let short = name.get(..3)?.to_lowercase();
    MONTHS.iter().position(|month| month.to_lowercase().starts_with(&short)).map(|index| index as i64 + 1)
}
