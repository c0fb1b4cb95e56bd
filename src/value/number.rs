//! Texts that Puppet takes for numbers: `12`, `0x1F`, `017`, `-1.5e3`, blanks around them.

use super::Value;

/// The number that a text says; `None` for any other text.
pub fn from_text(text: &str) -> Option<Value> {
    let text = text.strip_prefix("::").unwrap_or(text);
    let text = text.trim_matches(is_blank);
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let digits = digits.trim_start_matches(is_blank);
    if let Some(hexadecimal) = digits.strip_prefix("0x").or_else(|| digits.strip_prefix("0X")) {
        return integer(hexadecimal, 16, negative);
    }
    if !digits.starts_with(|first: char| first.is_ascii_digit()) {
        return None;
    }
    match digits.find(|character: char| !character.is_ascii_digit()) {
        Some(_) => float(digits).map(|number| Value::Float(if negative { -number } else { number })),
        None if digits.len() > 1 && digits.starts_with('0') => integer(digits, 8, negative),
        None => integer(digits, 10, negative),
    }
}

/// What regular expressions call `[[:blank:]]`, as far as numbers are concerned.
fn is_blank(character: char) -> bool {
    matches!(character, ' ' | '\t')
}

fn integer(digits: &str, radix: u32, negative: bool) -> Option<Value> {
    let plain = !digits.is_empty() && digits.chars().all(|digit| digit.is_digit(radix));
    let number = i128::from_str_radix(digits, radix).ok().filter(|_| plain)?;
    i64::try_from(if negative { -number } else { number }).ok().map(Value::Integer)
}

/// `1.5`, `1e3`, `1.5e-3`; zero with an exponent is no number.
fn float(text: &str) -> Option<f64> {
    let (mantissa, exponent) = match text.find(['e', 'E']) {
        Some(at) => (text.get(..at)?, text.get(at + 1..)),
        None => (text, None),
    };
    let (whole, fraction) = mantissa.split_once('.').map_or((mantissa, None), |(whole, fraction)| (whole, Some(fraction)));
    let is_number = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let exponent_is_number = exponent.is_none_or(|exponent| is_number(exponent.strip_prefix('-').unwrap_or(exponent)));
    if !is_number(whole) || !fraction.is_none_or(is_number) || !exponent_is_number {
        return None;
    }
    // a second zero in front makes the whole part one that Ruby does not read
    let is_padded = whole.len() > 1 && whole.starts_with('0');
    let is_zero = mantissa.bytes().all(|byte| matches!(byte, b'0' | b'.'));
    if (is_zero && exponent.is_some()) || (is_padded && whole.as_bytes().get(1) == Some(&b'0')) {
        return None;
    }
    text.parse().ok().filter(|number: &f64| number.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_puppet_reads() {
        let numbers = [("12", Value::from(12)), (" -0x1F ", Value::from(-31)), ("017", Value::from(15)), ("+1.5e3", Value::Float(1500.0))];
        for (text, expected) in numbers {
            assert_eq!(from_text(text), Some(expected), "{text}");
        }
        for text in ["", "a", "1.", ".5", "0x", "1e", "08", "1 2", "0e1", "99999999999999999999"] {
            assert_eq!(from_text(text), None, "{text}");
        }
    }
}
