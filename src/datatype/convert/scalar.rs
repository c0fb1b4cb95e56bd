//! Single values under a format: which letters each kind has, and what they mean.

use super::failed;
use super::format::Format;
use super::string::Indentation;
use crate::datatype::TypeError;
use crate::value::{Rich, Value, format, inspect, printf};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE};

pub(super) fn written(value: &Value, format: &Format, indentation: Indentation) -> Result<String, TypeError> {
    match value {
        Value::Integer(number) => integer(value, *number, format),
        Value::Float(number) => float(value, *number, format),
        Value::Boolean(flag) => boolean(*flag, format),
        Value::String(text) => string(text, format),
        Value::Undef => undef(format),
        Value::Default => default(format),
        Value::Regex(regex) => match format.directive.letter {
            'p' if format.text == "%p" => Ok(regex.literal()),
            'p' => format.ruby('s', &regex.literal().into()),
            's' => {
                let text = quoted_where(format.pretty(), regex.source());
                if format.text == "%s" { Ok(text) } else { format.ruby('s', &text.into()) }
            }
            _ => format.illegal("Regexp", "sp"),
        },
        Value::Type(data_type) => match format.directive.letter {
            's' if format.pretty() => format.ruby('s', &format!("\"{data_type}\"").into()),
            's' | 'p' => format.ruby('s', &data_type.to_string().into()),
            _ => format.illegal("Type", "sp"),
        },
        Value::Rich(rich) => self::rich(value, rich, format, indentation),
        Value::Iterator(sequence) => runtime(&sequence.to_string(), format),
        Value::Sensitive(_) | Value::Array(_) | Value::Hash(_) => format.ruby(format.directive.letter, value),
    }
}

fn quoted_where(quote: bool, text: &str) -> String {
    let mut out = String::new();
    match quote {
        true => format::quoted(text, &mut out),
        false => out.push_str(text),
    }
    out
}

fn integer(value: &Value, number: i64, format: &Format) -> Result<String, TypeError> {
    let letter = format.directive.letter;
    match letter {
        'd' | 'x' | 'X' | 'o' | 'b' | 'B' | 'p' => format.ruby(letter, value),
        'e' | 'E' | 'f' | 'g' | 'G' | 'a' | 'A' => format.ruby(letter, &Value::Float(number as f64)),
        'c' => {
            let character = u32::try_from(number).ok().and_then(char::from_u32);
            let character = character.ok_or_else(|| failed("pack(U): value out of range"))?;
            let text = if format.pretty() { format!("\"{character}\"") } else { character.to_string() };
            format.ruby('s', &text.into())
        }
        's' => format.ruby(if format.pretty() { 'p' } else { 's' }, &number.to_string().into()),
        _ => format.illegal("Integer", "dxXobBeEfgGaAspc"),
    }
}

fn float(value: &Value, number: f64, format: &Format) -> Result<String, TypeError> {
    let letter = format.directive.letter;
    match letter {
        'd' if number.abs() >= 9e18 && number.is_finite() => format.padded(&format!("{number:.0}")),
        'd' | 'x' | 'X' | 'o' | 'b' | 'B' => format.ruby(letter, &Value::Integer(number as i64)),
        'e' | 'E' | 'f' | 'g' | 'G' | 'a' | 'A' | 'p' => format.ruby(letter, value),
        's' => {
            let text = format::float(number);
            format.ruby('s', &if format.pretty() { format!("\"{text}\"") } else { text }.into())
        }
        _ => format.illegal("Float", "dxXobBeEfgGaAsp"),
    }
}

fn boolean(flag: bool, format: &Format) -> Result<String, TypeError> {
    let letter = format.directive.letter;
    let word = match (letter, flag) {
        ('t' | 's' | 'p', true) => "true",
        ('t' | 's' | 'p', false) => "false",
        ('T', true) => "True",
        ('T', false) => "False",
        ('y', true) => "yes",
        ('y', false) => "no",
        ('Y', true) => "Yes",
        ('Y', false) => "No",
        ('d' | 'x' | 'X' | 'o' | 'b' | 'B', _) => return format.ruby(letter, &Value::Integer(i64::from(flag))),
        ('e' | 'E' | 'f' | 'g' | 'G' | 'a' | 'A', _) => return format.ruby(letter, &Value::Float(f64::from(u8::from(flag)))),
        _ => return format.illegal("Boolean", "tTyYdxXobBeEfgGaAsp"),
    };
    let short = format.pretty() && "tTyY".contains(letter);
    format.padded(if short { word.get(..1).unwrap_or(word) } else { word })
}

fn string(text: &str, format: &Format) -> Result<String, TypeError> {
    let capitalized = |text: &str| {
        let mut characters = text.chars();
        let first: String = characters.next().map(|first| first.to_uppercase().collect()).unwrap_or_default();
        first + &characters.as_str().to_lowercase()
    };
    let changed = match format.directive.letter {
        's' => return format.ruby('s', &text.into()),
        'p' => {
            let mut out = String::new();
            if format.pretty() {
                format::double_quoted(text, &mut out)
            } else {
                format::quoted(text, &mut out)
            }
            return format.padded(&out);
        }
        'c' => capitalized(text),
        'C' => text.trim_end_matches("::").split("::").map(capitalized).collect::<Vec<_>>().join("::"),
        'u' => text.to_uppercase(),
        'd' => text.to_lowercase(),
        't' => text.trim_matches(|character: char| character.is_ascii_whitespace() || character == '\0').to_string(),
        _ => return format.illegal("String", "cCudspt"),
    };
    match format.pretty() {
        true => format.padded(&quoted_where(true, &changed)),
        false => format.ruby('s', &changed.into()),
    }
}

fn undef(format: &Format) -> Result<String, TypeError> {
    let text = match (format.directive.letter, format.pretty()) {
        ('n', false) => "nil",
        ('n', true) => "null",
        ('u', false) | ('p', false) => "undef",
        ('u', true) => "undefined",
        ('p', true) => "\"undef\"",
        ('v', _) => "n/a",
        ('V', _) => "N/A",
        ('s', false) => "",
        ('s', true) => "\"\"",
        ('d' | 'x' | 'X' | 'o' | 'b' | 'B' | 'e' | 'E' | 'f' | 'g' | 'G' | 'a' | 'A', _) => "NaN",
        _ => return format.illegal("Undef", "nudxXobBeEfgGaAvVsp"),
    };
    format.padded(text)
}

fn default(format: &Format) -> Result<String, TypeError> {
    let name = match format.directive.letter {
        'd' | 's' | 'p' => "default",
        'D' => "Default",
        _ => return format.illegal("Default", "dDsp"),
    };
    format.padded(&if format.pretty() { format!("\"{name}\"") } else { name.to_string() })
}

fn runtime(text: &str, format: &Format) -> Result<String, TypeError> {
    match format.directive.letter {
        's' => Ok(text.to_string()),
        'p' => Ok(quoted_where(true, text)),
        _ => format.illegal("Runtime", "spq"),
    }
}

fn rich(value: &Value, rich: &Rich, format: &Format, indentation: Indentation) -> Result<String, TypeError> {
    let letter = format.directive.letter;
    let indented = (format.pretty() || indentation.indenting).then_some(indentation.level);
    match (rich, letter) {
        (Rich::Binary(bytes), _) => binary(bytes, format),
        (Rich::Uri(_), 'p') => Ok(inspect::value(value, indented)),
        (Rich::Uri(text), 's') => format.ruby('s', &quoted_where(format.pretty(), text).into()),
        (Rich::Uri(_), _) => format.illegal("URI", "sp"),
        _ if rich.is_object() => match letter {
            'p' => Ok(inspect::value(value, indented)),
            's' | 'q' => Ok(rich.to_string()),
            _ => format.illegal("Object", "spq"),
        },
        (Rich::SemVerRange(range), 'p') => format.ruby('s', &range.canonical().into()),
        (_, 's' | 'p') => format.ruby('s', &rich.to_string().into()),
        (Rich::Timestamp(nanoseconds) | Rich::Timespan(nanoseconds), 'd' | 'x' | 'X' | 'o' | 'b' | 'B') => {
            format.ruby(letter, &Value::Integer(nanoseconds.div_euclid(1_000_000_000) as i64))
        }
        (Rich::Timestamp(nanoseconds) | Rich::Timespan(nanoseconds), 'e' | 'E' | 'f' | 'g' | 'G' | 'a' | 'A') => {
            format.ruby(letter, &Value::Float(*nanoseconds as f64 / 1e9))
        }
        _ => format.ruby(letter, value),
    }
}

fn binary(bytes: &[u8], format: &Format) -> Result<String, TypeError> {
    let text = match format.directive.letter {
        's' if format.pretty() => return Ok(printf::inspect_bytes(bytes)),
        's' => String::from_utf8(bytes.to_vec()).map_err(|_| invalid_bytes(bytes))?,
        'p' => return Ok(format!("Binary(\"{}\")", format.ruby('s', &STANDARD.encode(bytes).into())?)),
        'b' => relaxed(bytes),
        'B' => STANDARD.encode(bytes),
        'u' => URL_SAFE.encode(bytes),
        't' => "Binary".to_string(),
        'T' => "BINARY".to_string(),
        _ => return format.illegal("Binary", "bButTsp"),
    };
    format.ruby(if format.pretty() { 'p' } else { 's' }, &text.into())
}

/// Base64 in lines of 60 characters, each with its end.
fn relaxed(bytes: &[u8]) -> String {
    bytes.chunks(45).map(|line| STANDARD.encode(line) + "\n").collect()
}

fn invalid_bytes(bytes: &[u8]) -> TypeError {
    let first = bytes.iter().find(|byte| !byte.is_ascii()).copied().unwrap_or_default();
    failed(format!("\"\\x{first:02X}\" from ASCII-8BIT to UTF-8"))
}
