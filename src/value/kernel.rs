//! Texts as numbers, as Ruby's `Integer()` and `Float()` read them: blanks around, `_` between digits, prefixes.

/// `42`, ` 1_000 `, `0x1f`, `0b11`, `0o17`, `017`; nothing for what Ruby refuses or what does not fit.
pub fn integer(text: &str) -> Option<i128> {
    let text = text.trim_matches(is_blank);
    let (negative, digits) = signed(text);
    let lower = digits.to_ascii_lowercase();
    let prefixed = [("0x", 16), ("0b", 2), ("0o", 8), ("0d", 10)];
    let by_prefix = prefixed.iter().find_map(|(prefix, base)| lower.strip_prefix(prefix).map(|rest| (rest, *base)));
    let (digits, base) = by_prefix.unwrap_or(match lower.strip_prefix('0') {
        Some(rest) if !rest.is_empty() => (rest.strip_prefix('_').unwrap_or(rest), 8),
        _ => (lower.as_str(), 10),
    });
    let number = i128::from_str_radix(&without_separators(digits)?, base).ok()?;
    Some(if negative { -number } else { number })
}

/// `1.5`, `.5`, `1e3`, `0xff`; nothing for what Ruby refuses.
pub fn float(text: &str) -> Option<f64> {
    let text = text.trim_matches(is_blank);
    let (_, digits) = signed(text);
    if digits.starts_with("0x") || digits.starts_with("0X") {
        return integer(text).map(|number| number as f64);
    }
    let mantissa = digits.split(['e', 'E']).next().unwrap_or("");
    let digit = |character: char| character.is_ascii_digit();
    let plain = digits.starts_with(|first| digit(first) || first == '.') && mantissa.ends_with(digit);
    without_separators(text).filter(|_| plain)?.parse().ok()
}

fn is_blank(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\n' | '\u{b}' | '\u{c}' | '\r')
}

fn signed(text: &str) -> (bool, &str) {
    match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    }
}

/// `_` may stand between two digits only.
fn without_separators(digits: &str) -> Option<String> {
    let misplaced = digits.starts_with('_') || digits.ends_with('_') || digits.contains("__");
    let signs = digits.get(1..).is_some_and(|rest| rest.contains(['+', '-'])) && !digits.contains(['e', 'E']);
    let doubled = digits.starts_with("+-") || digits.starts_with("-+") || digits.starts_with("--") || digits.starts_with("++");
    (!misplaced && !signs && !doubled).then(|| digits.replace('_', ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_ruby_reads_them() {
        let integers = [("42", Some(42)), (" -1_000 ", Some(-1000)), ("0x1F", Some(31)), ("017", Some(15)), ("08", None), ("", None)];
        integers.iter().for_each(|(text, expected)| assert_eq!(integer(text), *expected, "{text}"));
        let floats = [("1.5", Some(1.5)), ("3.", None), ("1e3", Some(1000.0)), ("1__0", None), ("abc", None), ("0xff", Some(255.0))];
        floats.iter().for_each(|(text, expected)| assert_eq!(float(text), *expected, "{text}"));
    }
}
