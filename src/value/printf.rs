//! Ruby's `sprintf`: `%-05.2f`, `%<name>s`, `%{name}`, `%*d`.

use super::{Value, format};
use std::iter::Peekable;
use std::str::Chars;

/// One directive: `%FLAGS WIDTH .PRECISION LETTER`.
#[derive(Clone, Debug, Default)]
pub struct Directive {
    pub left: bool,
    pub plus: bool,
    pub space: bool,
    pub zero: bool,
    pub alternative: bool,
    pub width: Option<usize>,
    pub precision: Option<usize>,
    pub letter: char,
}

/// No field is wider than this.
const WIDEST: usize = 100_000;

/// Fills the directives of a format with arguments; named ones are entries of the first argument, a hash.
///
/// # Errors
/// Too few arguments, an unknown directive, or a value that is no number where one is wanted.
pub fn sprintf(text: &str, arguments: &[Value]) -> Result<String, String> {
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    let mut position = 0;
    while let Some(character) = characters.next() {
        if character != '%' {
            out.push(character);
            continue;
        }
        let mut filler = Filler { arguments, position, characters: &mut characters };
        filler.directive(&mut out)?;
        position = filler.position;
    }
    Ok(out)
}

struct Filler<'a, 'b> {
    arguments: &'a [Value],
    position: usize,
    characters: &'a mut Peekable<Chars<'b>>,
}

impl Filler<'_, '_> {
    fn next(&mut self) -> Result<Value, String> {
        let value = self.arguments.get(self.position).cloned().ok_or("too few arguments")?;
        self.position += 1;
        Ok(value)
    }

    fn named(&mut self, end: char) -> Result<Value, String> {
        let name: String = self.characters.by_ref().take_while(|character| *character != end).collect();
        let entries = self.arguments.first().and_then(Value::as_hash).ok_or("one hash required")?;
        let value = entries.get(&Value::from(name.as_str())).cloned();
        value.ok_or_else(|| format!("key{}{name}{end} not found", if end == '>' { '<' } else { '{' }))
    }

    fn directive(&mut self, out: &mut String) -> Result<(), String> {
        let mut directive = Directive::default();
        let mut value = None;
        while let Some(character) = self.characters.next() {
            match character {
                '-' => directive.left = true,
                '+' => directive.plus = true,
                ' ' => directive.space = true,
                '#' => directive.alternative = true,
                '0' => directive.zero = true,
                '*' => directive.width = self.width(&mut directive.left)?,
                '1'..='9' => {
                    let number = self.number(character);
                    if self.characters.next_if_eq(&'$').is_some() {
                        value = Some(self.arguments.get(number - 1).cloned().ok_or("too few arguments")?);
                    } else {
                        directive.width = Some(number.min(WIDEST));
                    }
                }
                '.' => {
                    let star = self.characters.next_if_eq(&'*').is_some();
                    directive.precision = if star { self.width(&mut false)? } else { Some(self.number('0').min(WIDEST)) };
                }
                '<' => value = Some(self.named('>')?),
                '{' => {
                    let text = format::interpolated(&self.named('}')?);
                    out.push_str(&pad(&directive, &text));
                    return Ok(());
                }
                '%' | '\n' => {
                    out.push('%');
                    out.extend((character == '\n').then_some('\n'));
                    return Ok(());
                }
                letter if letter.is_ascii_alphabetic() => {
                    directive.letter = letter;
                    let value = match value {
                        Some(value) => value,
                        None => self.next()?,
                    };
                    out.push_str(&directive.apply(&value)?);
                    return Ok(());
                }
                other => return Err(format!("malformed format string - %{other}")),
            }
        }
        Err("incomplete format specifier; use %% (double %) instead".to_string())
    }

    fn number(&mut self, first: char) -> usize {
        let mut number = first.to_digit(10).unwrap_or(0) as usize;
        while let Some(digit) = self.characters.peek().and_then(|next| next.to_digit(10)) {
            number = number.saturating_mul(10).saturating_add(digit as usize);
            self.characters.next();
        }
        number
    }

    fn width(&mut self, left: &mut bool) -> Result<Option<usize>, String> {
        match self.next()? {
            Value::Integer(width) => {
                *left |= width < 0;
                Ok(Some((width.unsigned_abs() as usize).min(WIDEST)))
            }
            other => Err(format!("can't convert {} into Integer", format::inspect(&other))),
        }
    }
}

impl Directive {
    /// One value in this form.
    ///
    /// # Errors
    /// The value is no number where the letter wants one, or the letter is unknown.
    pub fn apply(&self, value: &Value) -> Result<String, String> {
        match self.letter {
            's' => Ok(pad(self, &self.cut(&plain(value)))),
            'p' => Ok(pad(self, &self.cut(&inspected(value)))),
            'c' => {
                let character = match value {
                    Value::Integer(code) => u32::try_from(*code).ok().and_then(char::from_u32).map(String::from),
                    other => format::interpolated(other).chars().next().map(String::from),
                };
                Ok(pad(self, &character.ok_or("%c requires a character")?))
            }
            'd' | 'i' | 'u' => self.integer(value, 10),
            'x' | 'X' => self.integer(value, 16),
            'o' => self.integer(value, 8),
            'b' | 'B' => self.integer(value, 2),
            'f' | 'e' | 'E' | 'g' | 'G' | 'a' | 'A' => self.float(value),
            other => Err(format!("malformed format string - %{other}")),
        }
    }

    fn cut(&self, text: &str) -> String {
        match self.precision {
            Some(precision) => text.chars().take(precision).collect(),
            None => text.to_string(),
        }
    }

    fn sign(&self, negative: bool) -> &'static str {
        match (negative, self.plus, self.space) {
            (true, _, _) => "-",
            (false, true, _) => "+",
            (false, false, true) => " ",
            _ => "",
        }
    }

    fn integer(&self, value: &Value, base: u32) -> Result<String, String> {
        let number = to_integer(value)?;
        let prefix = match (self.alternative && number != 0, self.letter) {
            (true, 'x') => "0x",
            (true, 'X') => "0X",
            (true, 'o') => "0",
            (true, 'b') => "0b",
            (true, 'B') => "0B",
            _ => "",
        };
        if number < 0 && base != 10 && !self.plus && !self.space {
            return Ok(self.complement(number, base, prefix));
        }
        let magnitude = digits_of(number.unsigned_abs(), base, self.letter == 'X');
        let digits = format!("{magnitude:0>width$}", width = self.precision.unwrap_or(0));
        Ok(self.number(&format!("{}{prefix}", self.sign(number < 0)), &digits, self.precision.is_none()))
    }

    /// A negative number as the digits that it would have if it went on to the left without end: `..f01`.
    fn complement(&self, number: i64, base: u32, prefix: &str) -> String {
        let filler = digits_of(u64::from(base - 1), base, self.letter == 'X');
        // 66 bits hold a whole number of digits of every base
        let bits = if base == 8 { 66 } else { 64 };
        let digits = digits_of_wide((i128::from(number) + (1i128 << bits)) as u128, base, self.letter == 'X');
        let digits = format!("{filler}{}", digits.trim_start_matches(filler.as_str()));
        // the sevens say already that it is octal
        let prefix = if base == 8 { "" } else { prefix };
        let zeros = self.width.filter(|_| self.zero && !self.left && self.precision.is_none());
        // the dots count for the width, but for one of the precision's digits only
        let room = zeros.map(|width| width.saturating_sub(prefix.len() + 2)).or(self.precision.map(|digits| digits.saturating_sub(2)));
        let missing = room.unwrap_or(0).saturating_sub(digits.chars().count());
        pad(self, &format!("{prefix}..{}{digits}", filler.repeat(missing)))
    }

    /// Sign and digits with zeros between them, or blanks around them.
    fn number(&self, sign: &str, digits: &str, may_fill: bool) -> String {
        let width = self.width.unwrap_or(0);
        if self.zero && !self.left && may_fill {
            let room = width.saturating_sub(sign.chars().count());
            return format!("{sign}{digits:0>room$}");
        }
        pad(self, &format!("{sign}{digits}"))
    }

    fn float(&self, value: &Value) -> Result<String, String> {
        let number = to_float(value)?;
        let sign = self.sign(number.is_sign_negative());
        if !number.is_finite() {
            return Ok(pad(self, &format!("{sign}{}", if number.is_nan() { "NaN" } else { "Inf" })));
        }
        let magnitude = number.abs();
        let precision = self.precision.unwrap_or(6);
        let digits = match self.letter {
            'f' if self.alternative && precision == 0 => format!("{magnitude:.0}."),
            'f' => format!("{magnitude:.precision$}"),
            'e' | 'E' => exponential(magnitude, precision),
            'a' | 'A' => hexadecimal(magnitude),
            _ => general(magnitude, precision.max(1), self.alternative),
        };
        let digits = if self.letter.is_uppercase() { digits.to_uppercase() } else { digits };
        Ok(self.number(sign, &digits, true))
    }
}

/// Ruby's `to_s`: collections are inspected.
pub fn plain(value: &Value) -> String {
    match value {
        Value::Regex(regex) => format!("(?-mix:{})", regex.source()),
        Value::Array(_) | Value::Hash(_) => inspected(value),
        other => format::interpolated(other).to_string(),
    }
}

/// Ruby's `inspect`: strings in double quotes, `nil`.
pub fn inspected(value: &Value) -> String {
    match value {
        Value::Undef => "nil".to_string(),
        Value::Sensitive(_) => format!("#<{}>", format::REDACTED),
        Value::Array(items) => format!("[{}]", items.iter().map(inspected).collect::<Vec<_>>().join(", ")),
        Value::Hash(entries) => {
            let entry = |(key, value): (&Value, &Value)| format!("{}=>{}", inspected(key), inspected(value));
            format!("{{{}}}", entries.iter().map(entry).collect::<Vec<_>>().join(", "))
        }
        Value::String(text) => {
            let mut out = String::new();
            format::double_quoted(text, &mut out);
            out
        }
        other => format::inspect(other),
    }
}

fn digits_of(number: u64, base: u32, upper: bool) -> String {
    digits_of_wide(u128::from(number), base, upper)
}

fn digits_of_wide(number: u128, base: u32, upper: bool) -> String {
    match (base, upper) {
        (16, true) => format!("{number:X}"),
        (16, false) => format!("{number:x}"),
        (8, _) => format!("{number:o}"),
        (2, _) => format!("{number:b}"),
        _ => number.to_string(),
    }
}

/// Bytes as Ruby inspects a binary string.
pub fn inspect_bytes(bytes: &[u8]) -> String {
    let mut out = String::from("\"");
    for byte in bytes {
        match byte {
            b'"' | b'\\' => out.extend(['\\', char::from(*byte)]),
            b'\n' => out.push_str("\\n"),
            b'\t' => out.push_str("\\t"),
            b'\r' => out.push_str("\\r"),
            0x1b => out.push_str("\\e"),
            0x20..=0x7e => out.push(char::from(*byte)),
            other => out.push_str(&format!("\\x{other:02X}")),
        }
    }
    out.push('"');
    out
}

fn pad(directive: &Directive, text: &str) -> String {
    let width = directive.width.unwrap_or(0);
    if directive.left { format!("{text:<width$}") } else { format!("{text:>width$}") }
}

fn to_integer(value: &Value) -> Result<i64, String> {
    match value {
        Value::Integer(number) => Ok(*number),
        Value::Float(number) => Ok(number.floor() as i64),
        Value::String(text) => {
            let compact = text.trim().replace('_', "");
            let (negative, digits) = compact.strip_prefix('-').map_or((false, compact.as_str()), |rest| (true, rest));
            let lower = digits.to_lowercase();
            let parsed = match (lower.strip_prefix("0x"), lower.strip_prefix("0b"), lower.strip_prefix('0')) {
                (Some(digits), _, _) => i64::from_str_radix(digits, 16),
                (_, Some(digits), _) => i64::from_str_radix(digits, 2),
                (_, _, Some(digits)) if !digits.is_empty() => i64::from_str_radix(digits, 8),
                _ => lower.parse(),
            };
            let number = parsed.map_err(|_| format!("invalid value for Integer(): {}", inspected(value)))?;
            Ok(if negative { -number } else { number })
        }
        Value::Undef => Err("can't convert nil into Integer".to_string()),
        other => Err(format!("can't convert {} into Integer", format::inspect(other))),
    }
}

fn to_float(value: &Value) -> Result<f64, String> {
    match value {
        Value::Integer(number) => Ok(*number as f64),
        Value::Float(number) => Ok(*number),
        Value::String(text) => text.trim().parse().map_err(|_| format!("invalid value for Float(): {}", inspected(value))),
        Value::Undef => Err("can't convert nil into Float".to_string()),
        other => Err(format!("can't convert {} into Float", format::inspect(other))),
    }
}

fn exponential(magnitude: f64, precision: usize) -> String {
    let text = format!("{magnitude:.precision$e}");
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let (sign, digits) = exponent.strip_prefix('-').map_or(('+', exponent), |digits| ('-', digits));
    format!("{mantissa}e{sign}{digits:0>2}")
}

/// `%g`: the shorter of the two forms, without trailing zeros.
fn general(magnitude: f64, precision: usize, keep_zeros: bool) -> String {
    let rounded = format!("{magnitude:.width$e}", width = precision - 1);
    let exponent: i32 = rounded.split_once('e').and_then(|(_, exponent)| exponent.parse().ok()).unwrap_or(0);
    let fixed = (-4..precision as i32).contains(&exponent);
    let text = match fixed {
        true => format!("{magnitude:.width$}", width = (precision as i32 - 1 - exponent).max(0) as usize),
        false => exponential(magnitude, precision - 1),
    };
    if keep_zeros {
        return text;
    }
    let (mantissa, exponent) = text.split_once('e').map_or((text.as_str(), None), |(mantissa, rest)| (mantissa, Some(rest)));
    let mantissa = if mantissa.contains('.') { mantissa.trim_end_matches('0').trim_end_matches('.') } else { mantissa };
    exponent.map_or_else(|| mantissa.to_string(), |exponent| format!("{mantissa}e{exponent}"))
}

/// `%a`: `0x1.8p+1`.
fn hexadecimal(magnitude: f64) -> String {
    let bits = magnitude.to_bits();
    let fraction = format!("{:013x}", bits & 0x000f_ffff_ffff_ffff);
    let fraction = fraction.trim_end_matches('0');
    let exponent = ((bits >> 52) & 0x7ff) as i64 - 1023;
    match (magnitude == 0.0, fraction.is_empty()) {
        (true, _) => "0x0p+0".to_string(),
        (_, true) => format!("0x1p{exponent:+}"),
        _ => format!("0x1.{fraction}p{exponent:+}"),
    }
}
