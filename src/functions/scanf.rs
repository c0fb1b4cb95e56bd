//! `scanf`: values out of a text by a format, as Ruby's `String#scanf`.

use super::definition::{Definition, typed};
use crate::evaluate::function::{Call, Context, Evaluated};
use crate::value::{Value, kernel};

pub(super) static FUNCTIONS: &[Definition] = &[typed(
    "scanf",
    &["Callable[String $data, String $format, Optional[Callable]]"],
    |call: &Call<'_>, context: &mut dyn Context| -> Evaluated {
        let found = Value::array(scan(call.text(0), call.text(1)));
        match call.block {
            Some(block) => context.call_block(block, &[found]),
            None => Ok(found),
        }
    },
)];

/// `%*12d`: whether the value is thrown away, how many characters it may have, what it is.
struct Directive {
    discarded: bool,
    width: Option<usize>,
    kind: Kind,
}

enum Kind {
    Integer(u32),
    /// By its prefix.
    AnyInteger,
    Float,
    Word,
    Characters,
    /// `[a-z]` or `[^a-z]`.
    Set {
        members: Vec<(char, char)>,
        negated: bool,
    },
}

/// The values up to the first that does not fit.
fn scan(text: &str, format: &str) -> Vec<Value> {
    let mut values = Vec::new();
    let (mut rest, mut format) = (text, format);
    while let Some(next) = format.chars().next() {
        if next.is_whitespace() {
            (rest, format) = (rest.trim_start(), format.trim_start());
        } else if let Some((directive, after)) = format.strip_prefix('%').and_then(read) {
            format = after;
            if !matches!(directive.kind, Kind::Characters | Kind::Set { .. }) {
                rest = rest.trim_start();
            }
            let length = directive.length(rest);
            let (taken, left) = rest.split_at_checked(length).unwrap_or((rest, ""));
            let Some(value) = directive.value(taken) else { break };
            rest = left;
            values.extend((!directive.discarded).then_some(value));
        } else {
            // `%%` is a percent sign
            let literal = if format.starts_with("%%") { "%%" } else { format.get(..next.len_utf8()).unwrap_or("") };
            let Some(left) = rest.strip_prefix(next) else { break };
            (rest, format) = (left, format.get(literal.len()..).unwrap_or(""));
        }
    }
    values
}

/// The directive behind a `%`; nothing for `%%` and what is none.
fn read(text: &str) -> Option<(Directive, &str)> {
    let (discarded, text) = text.strip_prefix('*').map_or((false, text), |rest| (true, rest));
    let digits = text.find(|character: char| !character.is_ascii_digit())?;
    let (width, text) = text.split_at_checked(digits)?;
    let letter = text.chars().next()?;
    let after = text.get(letter.len_utf8()..)?;
    let (kind, after) = match letter {
        'd' | 'u' => (Kind::Integer(10), after),
        'i' => (Kind::AnyInteger, after),
        'x' | 'X' => (Kind::Integer(16), after),
        'o' => (Kind::Integer(8), after),
        'f' | 'e' | 'g' | 'a' | 'E' | 'G' | 'A' => (Kind::Float, after),
        's' => (Kind::Word, after),
        'c' => (Kind::Characters, after),
        '[' => set(after)?,
        _ => return None,
    };
    Some((Directive { discarded, width: width.parse().ok(), kind }, after))
}

fn set(text: &str) -> Option<(Kind, &str)> {
    let (negated, inside) = text.strip_prefix('^').map_or((false, text), |rest| (true, rest));
    let end = inside.char_indices().skip(1).find(|(_, character)| *character == ']').map(|(at, _)| at)?;
    let characters: Vec<char> = inside.get(..end)?.chars().collect();
    let mut members = Vec::new();
    let mut index = 0;
    while let Some(first) = characters.get(index) {
        match (characters.get(index + 1), characters.get(index + 2)) {
            (Some('-'), Some(last)) => {
                members.push((*first, *last));
                index += 3;
            }
            _ => {
                members.push((*first, *first));
                index += 1;
            }
        }
    }
    Some((Kind::Set { members, negated }, inside.get(end + 1..)?))
}

impl Directive {
    /// How many bytes of the text belong to it.
    fn length(&self, text: &str) -> usize {
        let limit = match (&self.kind, self.width) {
            (_, Some(width)) => width,
            (Kind::Characters, None) => 1,
            _ => usize::MAX,
        };
        let end = text.char_indices().nth(limit).map_or(text.len(), |(at, _)| at);
        let text = text.get(..end).unwrap_or(text);
        let run = |accepts: &dyn Fn(char) -> bool| text.find(|character| !accepts(character)).unwrap_or(text.len());
        match &self.kind {
            Kind::Characters => text.len(),
            Kind::Word => run(&|character| !character.is_whitespace()),
            Kind::Set { members, negated } => {
                run(&|character| members.iter().any(|(from, to)| (*from..=*to).contains(&character)) != *negated)
            }
            Kind::Integer(_) | Kind::AnyInteger | Kind::Float => {
                let ends = text.char_indices().map(|(at, _)| at).skip(1).chain([text.len()]);
                ends.filter(|end| text.get(..*end).is_some_and(|part| !part.ends_with(char::is_whitespace) && self.number(part).is_some()))
                    .max()
                    .unwrap_or(0)
            }
        }
    }

    fn value(&self, taken: &str) -> Option<Value> {
        match self.kind {
            Kind::Integer(_) | Kind::AnyInteger | Kind::Float => self.number(taken),
            _ => Some(taken).filter(|taken| !taken.is_empty()).map(Value::from),
        }
    }

    fn number(&self, text: &str) -> Option<Value> {
        let (sign, digits) = text.strip_prefix('-').map_or((1, text.strip_prefix('+').unwrap_or(text)), |digits| (-1, digits));
        let plain = |radix: u32, digits: &str| {
            let valid = !digits.is_empty() && digits.chars().all(|digit| digit.is_digit(radix));
            i64::from_str_radix(digits, radix).ok().filter(|_| valid).map(|number| Value::Integer(sign * number))
        };
        match self.kind {
            Kind::Integer(16) => plain(16, digits.strip_prefix("0x").or_else(|| digits.strip_prefix("0X")).unwrap_or(digits)),
            Kind::Integer(radix) => plain(radix, digits),
            Kind::AnyInteger => match (digits.strip_prefix("0x"), digits.strip_prefix('0')) {
                (Some(digits), _) => plain(16, digits),
                (_, Some(digits)) if !digits.is_empty() => plain(8, digits),
                _ => plain(10, digits),
            },
            _ => kernel::float(text).filter(|_| !text.contains('_')).map(Value::Float),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What Ruby's scanf gives.
    #[test]
    fn values_are_read_by_a_format() {
        let text = |text: &str| Value::from(text);
        let cases = [
            ("42", "%i", vec![Value::from(42)]),
            ("-42 abc", "%d %s", vec![Value::from(-42), text("abc")]),
            ("abc", "%i", vec![]),
            ("0x1f", "%i", vec![Value::from(31)]),
            ("12345", "%3d%d", vec![Value::from(123), Value::from(45)]),
            ("abc123", "%[a-z]%d", vec![text("abc"), Value::from(123)]),
            ("10:20", "%d:%d", vec![Value::from(10), Value::from(20)]),
            ("10%x", "%d%%%c", vec![Value::from(10), text("x")]),
            ("10 20", "%*d %d", vec![Value::from(20)]),
            ("3.14e2x", "%f", vec![Value::Float(314.0)]),
            ("x=5", "y=%d", vec![]),
        ];
        cases.into_iter().for_each(|(data, format, expected)| assert_eq!(scan(data, format), expected, "{data} by {format}"));
    }
}
