//! One value in the form that a directive wants.

use super::{Directive, filled, float, inspected, plain};
use crate::value::{Value, kernel};

impl Directive {
    /// One value in this form.
    ///
    /// # Errors
    /// The value is no number where the letter wants one, or the letter is unknown.
    pub fn apply(&self, value: &Value) -> Result<String, String> {
        match self.letter {
            's' => Ok(pad(self, &self.cut(&plain(value)))),
            'p' => Ok(pad(self, &self.cut(&inspected(value)))),
            'c' => self.character(value),
            'd' | 'i' | 'u' => self.integer(value, 10),
            'x' | 'X' => self.integer(value, 16),
            'o' => self.integer(value, 8),
            'b' | 'B' => self.integer(value, 2),
            'f' | 'e' | 'E' | 'g' | 'G' | 'a' | 'A' => self.float(value),
            other => Err(format!("malformed format string - %{other}")),
        }
    }

    fn character(&self, value: &Value) -> Result<String, String> {
        let text = match value {
            Value::Integer(code) => u32::try_from(*code).ok().and_then(char::from_u32).map(String::from),
            other => Some(plain(other)).filter(|text| text.chars().count() == 1),
        };
        text.map(|text| pad(self, &text)).ok_or_else(|| "%c requires a character".to_string())
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
        // the zero of an octal number is one of its digits
        let (prefix, leading) = if base == 8 { ("", prefix) } else { (prefix, "") };
        let magnitude = format!("{leading}{}", digits_of(number.unsigned_abs(), base, self.letter == 'X'));
        let digits = filled(&magnitude, self.precision.unwrap_or(0), '0', false);
        Ok(self.number(&format!("{}{prefix}", self.sign(number < 0)), &digits, self.precision.is_none()))
    }

    /// A negative number as the digits that it would have if it went on to the left without end: `..f01`.
    fn complement(&self, number: i128, base: u32, prefix: &str) -> String {
        let filler = digits_of(u128::from(base - 1), base, self.letter == 'X');
        // so many bits hold a whole number of digits of every base
        let bits = if base == 8 { 102 } else { 100 };
        let digits = digits_of((number + (1i128 << bits)) as u128, base, self.letter == 'X');
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
            return format!("{sign}{}", filled(digits, room, '0', false));
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
            'f' => float::fixed(magnitude, precision) + if self.alternative && precision == 0 { "." } else { "" },
            'e' | 'E' => float::exponential(magnitude, precision),
            'a' | 'A' => float::hexadecimal(magnitude, self.precision),
            _ => float::general(magnitude, precision.max(1), self.alternative),
        };
        let digits = if self.letter.is_uppercase() { digits.to_uppercase() } else { digits };
        let is_hexadecimal = self.letter.eq_ignore_ascii_case(&'a');
        let (prefix, digits) = digits.split_at_checked(if is_hexadecimal { 2 } else { 0 }).unwrap_or(("", &digits));
        Ok(self.number(&format!("{sign}{prefix}"), digits, true))
    }
}

fn digits_of(number: u128, base: u32, upper: bool) -> String {
    match (base, upper) {
        (16, true) => format!("{number:X}"),
        (16, false) => format!("{number:x}"),
        (8, _) => format!("{number:o}"),
        (2, _) => format!("{number:b}"),
        _ => number.to_string(),
    }
}

pub(super) fn pad(directive: &Directive, text: &str) -> String {
    filled(text, directive.width.unwrap_or(0), ' ', directive.left)
}

/// Beyond 100 bits nothing is told apart any more.
const LARGEST: f64 = 1.0e30;

fn to_integer(value: &Value) -> Result<i128, String> {
    match value {
        Value::Integer(number) => Ok(i128::from(*number)),
        Value::Float(number) if number.is_nan() => Err("NaN".to_string()),
        Value::Float(number) if number.is_infinite() => Err(if *number < 0.0 { "-Infinity" } else { "Infinity" }.to_string()),
        Value::Float(number) => Ok(number.trunc().clamp(-LARGEST, LARGEST) as i128),
        Value::String(text) => {
            let number = kernel::integer(text).filter(|number| (*number as f64).abs() <= LARGEST);
            number.ok_or_else(|| format!("invalid value for Integer(): {}", inspected(value)))
        }
        other => Err(format!("can't convert {} into Integer", kind(other))),
    }
}

fn to_float(value: &Value) -> Result<f64, String> {
    match value {
        Value::Integer(number) => Ok(*number as f64),
        Value::Float(number) => Ok(*number),
        Value::String(text) => kernel::float(text).ok_or_else(|| format!("invalid value for Float(): {}", inspected(value))),
        other => Err(format!("can't convert {} into Float", kind(other))),
    }
}

/// How Ruby names what it cannot convert.
pub(super) fn kind(value: &Value) -> &'static str {
    match value {
        Value::Undef => "nil",
        Value::Default => "Symbol",
        Value::Boolean(true) => "true",
        Value::Boolean(false) => "false",
        Value::Integer(_) => "Integer",
        Value::Float(_) => "Float",
        Value::String(_) => "String",
        Value::Regex(_) => "Regexp",
        Value::Array(_) => "Array",
        Value::Hash(_) => "Hash",
        _ => "Object",
    }
}
