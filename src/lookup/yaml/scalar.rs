//! What a plain scalar means: YAML 1.1 as Psych resolves it (`yes`, `0644`, `1_000`, `1:30`, `:symbol`, …).

use crate::value::{Rich, Value};
use std::sync::Arc;

/// The value of a plain scalar. Dates and times are refused, as Psych's safe loading refuses their classes.
pub fn resolve(text: &str) -> Result<Value, String> {
    if text.is_empty() {
        return Ok(Value::Undef);
    }
    if looks_like_words(text) || text.contains('\n') {
        return Ok(word(text));
    }
    if is_time(text) {
        return Err("Tried to load unspecified class: Time".to_string());
    }
    if is_date(text) {
        return Err("Tried to load unspecified class: Date".to_string());
    }
    Ok(special_float(text).or_else(|| symbol(text)).or_else(|| sexagesimal(text)).or_else(|| number(text)).unwrap_or_else(|| text.into()))
}

/// The value of a scalar with a tag (`!!str`, `!!int`, `!!binary`, …).
pub fn tagged(text: &str, tag: &str) -> Result<Value, String> {
    match tag {
        "str" | "!str" => Ok(text.into()),
        "binary" | "!binary" => Ok(binary(text)),
        "float" | "!float" => match resolve(text)? {
            Value::Integer(number) => Ok(Value::Float(number as f64)),
            Value::Float(number) => Ok(Value::Float(number)),
            _ => Err(format!("invalid value for Float(): {text:?}")),
        },
        ruby if ruby.starts_with("!ruby/") => Ok(text.into()),
        _ => resolve(text),
    }
}

fn binary(text: &str) -> Value {
    let letters: String = text.chars().filter(|character| !character.is_whitespace()).collect();
    let bytes = base64::Engine::decode(&base64::engine::general_purpose::STANDARD, letters.as_bytes()).unwrap_or_default();
    match String::from_utf8(bytes) {
        Ok(text) => text.into(),
        Err(error) => Value::Rich(Arc::new(Rich::Binary(error.into_bytes()))),
    }
}

/// Letters, blanks or signs at the first or second place: no number can follow.
fn looks_like_words(text: &str) -> bool {
    let is_word = |character: char| character.is_alphabetic() || "_ \t\r\u{b}\u{c}\n!@#$%^&*(){}<>|/\\~;=".contains(character);
    let mut characters = text.chars();
    let Some(first) = characters.next() else { return false };
    is_word(first) || !(first.is_ascii_digit() || ".:-".contains(first)) && characters.next().is_some_and(is_word)
}

fn word(text: &str) -> Value {
    if text.chars().count() > 5 {
        return text.into();
    }
    match text.to_ascii_lowercase().as_str() {
        "~" | "null" => Value::Undef,
        "yes" | "true" | "on" => true.into(),
        "no" | "false" | "off" => false.into(),
        _ => text.into(),
    }
}

fn special_float(text: &str) -> Option<Value> {
    match text.to_ascii_lowercase().as_str() {
        ".inf" | "+.inf" => Some(Value::Float(f64::INFINITY)),
        "-.inf" => Some(Value::Float(f64::NEG_INFINITY)),
        ".nan" => Some(Value::Float(f64::NAN)),
        _ => None,
    }
}

fn symbol(text: &str) -> Option<Value> {
    let name = text.strip_prefix(':').filter(|name| !name.is_empty())?;
    let quote = name.chars().next().filter(|first| matches!(first, '"' | '\''));
    let inner = quote.and_then(|quote| name.strip_prefix(quote)?.rsplit_once(quote)).map(|(inner, _)| inner);
    Some(inner.map_or(name, |inner| inner.strip_prefix(':').unwrap_or(inner)).into())
}

/// `1:30` is 90 minutes in seconds, `1:30:00` the same; the last group may have a fraction.
fn sexagesimal(text: &str) -> Option<Value> {
    let groups: Vec<&str> = text.split(':').collect();
    let ([first, rest @ ..], 2..=3) = (groups.as_slice(), groups.len()) else { return None };
    let digits = first.strip_prefix(['-', '+']).unwrap_or(first);
    let starts = digits.starts_with(|character: char| character.is_ascii_digit());
    if !starts || !digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'_') {
        return None;
    }
    let (last, middle) = rest.split_last()?;
    let (whole, fraction) = last.split_once('.').map_or((*last, None), |(whole, fraction)| (whole, Some(fraction)));
    if !middle.iter().all(|group| is_sixtieth(group)) || !is_sixtieth(whole) {
        return None;
    }
    let powers = [3600i64, 60, 1];
    if let Some(fraction) = fraction {
        if !fraction.bytes().all(|byte| byte.is_ascii_digit() || byte == b'_') {
            return None;
        }
        let sum = groups.iter().zip(powers).map(|(group, power)| group.replace('_', "").parse::<f64>().unwrap_or(0.0) * power as f64).sum();
        return Some(Value::Float(sum));
    }
    let parts = groups.iter().zip(powers).map(|(group, power)| group.replace('_', "").parse::<i64>().ok()?.checked_mul(power));
    parts.sum::<Option<i64>>().map(Value::Integer)
}

fn is_sixtieth(group: &str) -> bool {
    match group.as_bytes() {
        [digit] => digit.is_ascii_digit(),
        [ten, digit] => (b'0'..=b'5').contains(ten) && digit.is_ascii_digit(),
        _ => false,
    }
}

fn number(text: &str) -> Option<Value> {
    float(text).or_else(|| integer(text))
}

fn float(text: &str) -> Option<Value> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (whole, rest) = digits.split_once('.')?;
    let (fraction, exponent) = match rest.find(['e', 'E']) {
        Some(place) => (rest.get(..place)?, Some(rest.get(place + 1..)?)),
        None => (rest, None),
    };
    let is_whole = whole.is_empty()
        || whole.starts_with(|character: char| character.is_ascii_digit())
            && whole.bytes().all(|byte| byte.is_ascii_digit() || byte == b'_' || byte == b',');
    let is_exponent = exponent.is_none_or(|exponent| {
        exponent.strip_prefix(['-', '+']).is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
    });
    if !is_whole || !is_exponent || !fraction.bytes().all(|byte| byte.is_ascii_digit()) || digits == "." {
        return None;
    }
    let mut plain: String = text.chars().filter(|character| !"_,".contains(*character)).collect();
    if fraction.is_empty() {
        plain = plain.replace('.', "");
    }
    plain.parse().ok().map(Value::Float)
}

fn integer(text: &str) -> Option<Value> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let plain: String = digits.chars().filter(|character| !"_,".contains(*character)).collect();
    let parsed = match digits.as_bytes() {
        [b'0', b'b', rest @ ..] if all(rest, |byte| matches!(byte, b'0' | b'1')) => i64::from_str_radix(plain.get(2..)?, 2),
        [b'0', b'x', rest @ ..] if all(rest, u8::is_ascii_hexdigit) => i64::from_str_radix(plain.get(2..)?, 16),
        [b'0'] => Ok(0),
        [b'0', rest @ ..] if all(rest, |byte| (b'0'..=b'7').contains(byte)) => i64::from_str_radix(&plain, 8),
        [b'1'..=b'9', ..] if is_grouped(digits) => plain.parse(),
        _ => return None,
    };
    parsed.ok().map(|number| Value::Integer(if negative { -number } else { number }))
}

fn all(bytes: &[u8], accepts: impl Fn(&u8) -> bool) -> bool {
    !bytes.is_empty() && bytes.iter().all(|byte| accepts(byte) || matches!(byte, b'_' | b','))
}

/// Digits, each group sign followed by a digit.
fn is_grouped(digits: &str) -> bool {
    let mut after_sign = false;
    for byte in digits.bytes() {
        match byte {
            b'0'..=b'9' => after_sign = false,
            b'_' | b',' if !after_sign => after_sign = true,
            _ => return false,
        }
    }
    !after_sign
}

/// `2020-1-31`
fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts.as_slice() else { return false };
    let number = |part: &str| if part.len() <= 2 && digits(part) { part.parse::<u8>().ok() } else { None };
    year.len() == 4 && digits(year) && number(month).is_some_and(|month| month <= 12) && number(day).is_some_and(|day| day <= 31)
}

/// `2020-01-31 12:00:00 +01:00`: enough of the form to know it is no number.
fn is_time(text: &str) -> bool {
    let text = text.strip_prefix('-').unwrap_or(text);
    let Some((date, time)) = text.split_once(['T', 't', ' ', '\t']) else { return false };
    let parts: Vec<&str> = date.split('-').collect();
    let [year, month, day] = parts.as_slice() else { return false };
    let is_date = year.len() == 4 && [year, month, day].iter().all(|part| digits(part)) && month.len() <= 2 && day.len() <= 2;
    let clock: Vec<&str> = time.trim_start().splitn(3, ':').collect();
    let [hour, minute, second] = clock.as_slice() else { return false };
    is_date && hour.len() <= 2 && digits(hour) && minute.len() == 2 && digits(minute) && second.get(..2).is_some_and(digits)
}

fn digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}
