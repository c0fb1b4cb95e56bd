//! `scanf`: values out of a text by a format, as Ruby's library of that name reads them.

use super::definition::{Definition, failure, typed};
use crate::evaluate::function::{Call, Context, Evaluated};
use crate::value::{Regex, Value, kernel};

pub(super) static FUNCTIONS: &[Definition] = &[typed(
    "scanf",
    &["Callable[String $data, String $format, Optional[Callable]]"],
    |call: &Call<'_>, context: &mut dyn Context| -> Evaluated {
        let found = Value::array(scan(call.text(0), call.text(1)).map_err(failure)?);
        match call.block {
            Some(block) => context.call_block(block, &[found]),
            None => Ok(found),
        }
    },
)];

/// A part of a format: `%*12d` throws the value away and takes 12 characters at most.
#[derive(Default)]
struct Directive {
    after_blank: bool,
    discarded: bool,
    width: Option<usize>,
    kind: Kind,
}

#[derive(Default)]
enum Kind {
    #[default]
    Percent,
    Literal(String),
    /// What stands between `[` and `]`.
    Set(String),
    /// `[:alpha:]`.
    Class(String),
    Letter(char),
}

/// The values up to the first that does not fit.
fn scan(text: &str, format: &str) -> Result<Vec<Value>, String> {
    let mut values = Vec::new();
    let mut rest = text;
    for directive in directives(format) {
        let subject = if directive.minds_blanks() { rest } else { rest.trim_start_matches(is_blank) };
        let Some((taken, left)) = directive.take(subject)? else { break };
        if !directive.discarded {
            values.extend(directive.value(taken)?);
        }
        rest = left;
        if rest.is_empty() {
            break;
        }
    }
    Ok(values)
}

fn is_blank(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\n' | '\r' | '\x0b' | '\x0c')
}

fn directives(format: &str) -> Vec<Directive> {
    let mut found = Vec::new();
    let mut rest = format;
    while !rest.is_empty() {
        let trimmed = rest.trim_start_matches(is_blank);
        let after_blank = trimmed.len() < rest.len();
        rest = match trimmed.strip_prefix('%') {
            Some(inside) => match directive(inside, after_blank) {
                Some((directive, after)) => {
                    found.push(directive);
                    after
                }
                // a percent sign that begins nothing says nothing
                None => inside,
            },
            None => {
                let end = trimmed.find(|character| character == '%' || is_blank(character)).unwrap_or(trimmed.len());
                let (literal, after) = trimmed.split_at(end);
                found.extend((!literal.is_empty()).then(|| Directive { kind: Kind::Literal(literal.to_string()), ..Directive::default() }));
                after
            }
        };
    }
    found
}

/// The directive behind a `%`; nothing for what is none.
fn directive(text: &str, after_blank: bool) -> Option<(Directive, &str)> {
    if let Some(after) = text.strip_prefix('%') {
        return Some((Directive { after_blank, ..Directive::default() }, after));
    }
    let (discarded, text) = text.strip_prefix('*').map_or((false, text), |rest| (true, rest));
    let digits = text.find(|character: char| !character.is_ascii_digit())?;
    let (width, text) = text.split_at_checked(digits)?;
    let (kind, after) = kind(text)?;
    Some((Directive { after_blank, discarded, width: width.parse().ok(), kind }, after))
}

fn kind(text: &str) -> Option<(Kind, &str)> {
    if let Some((class, after)) = text.strip_prefix("[[:").and_then(|inside| inside.split_once(":]]"))
        && !class.is_empty()
        && class.chars().all(char::is_alphanumeric)
    {
        return Some((Kind::Class(format!("[:{class}:]")), after));
    }
    if let Some((set, after)) = text.strip_prefix('[').and_then(|inside| inside.split_once(']')) {
        return Some((Kind::Set(set.to_string()), after));
    }
    let letter = text.chars().next()?;
    let after = text.get(letter.len_utf8()..)?;
    match letter {
        'd' | 'u' | 'i' | 'x' | 'X' | 'o' | 'a' | 'e' | 'f' | 'g' | 'A' | 'E' | 'F' | 'G' | 's' | 'c' => {
            Some((Kind::Letter(letter), after))
        }
        // known, but only in small letters
        'D' | 'U' | 'I' | 'O' | 'S' | 'C' => Some((Kind::Literal(format!("%{letter}")), after)),
        _ => None,
    }
}

const HEX_FLOAT: &str = r"0[xX](?:\.\h+|\h+(?:\.\h*)?)[pP][-+]?\d+";
const FLOAT: &str = r"\d+(?![\d.])|\d*\.\d*(?:[eE][-+]?\d+)?";

impl Directive {
    /// Whether blanks before it are characters like others.
    fn minds_blanks(&self) -> bool {
        match self.kind {
            Kind::Letter('c') => !self.after_blank,
            Kind::Set(_) | Kind::Class(_) => !self.discarded,
            _ => false,
        }
    }

    /// What it takes of the text, and the rest.
    fn take<'a>(&self, text: &'a str) -> Result<Option<(&'a str, &'a str)>, String> {
        if let Kind::Literal(literal) = &self.kind {
            return Ok(text.strip_prefix(literal.as_str()).map(|left| ("", left)));
        }
        let pattern = format!(r"\A{}", self.pattern());
        let regex = Regex::cached(&format!("(?m:{pattern})")).map_err(|error| format!("{}: /{pattern}/m", error.reason))?;
        let found = regex.compiled().captures(text).map_err(|error| error.to_string())?;
        Ok(found.and_then(|found| {
            let end = found.get(0)?.end();
            found.get(1).map(|taken| (taken.as_str(), text.get(end..).unwrap_or("")))
        }))
    }

    /// The regular expression of what it takes, of which the first group is the value.
    fn pattern(&self) -> String {
        match (&self.kind, self.width) {
            (Kind::Percent, _) => "(%)".to_string(),
            (Kind::Literal(_), _) => String::new(),
            (Kind::Class(class), width) => format!("([{class}]{})", times(width)),
            (Kind::Set(set), None) => {
                let other = set.strip_prefix('^').map_or_else(|| format!("^{set}"), str::to_string);
                format!(r"([{set}]+)(?=[{other}]|\z)")
            }
            (Kind::Set(set), width) => format!("([{set}]{})", times(width)),
            (Kind::Letter('s'), width) => format!(r"(\S{})", times(width)),
            (Kind::Letter('c'), None) => "(.)".to_string(),
            (Kind::Letter('c'), width) => format!("(.{})", times(width)),
            (Kind::Letter('d' | 'u'), None) => r"([-+]?\d+)".to_string(),
            (Kind::Letter('d' | 'u'), Some(width)) => within(width, &[(1, "[-+]", r"\d"), (0, "", r"\d")], &[]),
            (Kind::Letter('o'), None) => "([-+]?[0-7]+)".to_string(),
            (Kind::Letter('o'), Some(width)) => within(width, &[(1, "[-+]", "[0-7]"), (0, "", "[0-7]")], &[]),
            (Kind::Letter('x' | 'X'), None) => r"([-+]?(?:0[Xx])?\h+)".to_string(),
            (Kind::Letter('x' | 'X'), Some(width)) => {
                within(width, &[(3, "[-+]0[Xx]", r"\h"), (2, "0[Xx]", r"\h"), (1, "[-+]", r"\h"), (0, "", r"\h")], &[])
            }
            (Kind::Letter('i'), None) => r"([-+]?(?:0[0-7]+|0[Xx]\h+|[1-9]\d*))".to_string(),
            (Kind::Letter('i'), Some(width)) => within(width, INTEGERS, &[r"\d"]),
            (Kind::Letter(_), None) => format!("([-+]?(?:{HEX_FLOAT}|{FLOAT}))"),
            (Kind::Letter(_), width) => format!(r"(?=[-+]?(?:{HEX_FLOAT}|{FLOAT}))(\S{})", times(width)),
        }
    }

    fn value(&self, taken: &str) -> Result<Option<Value>, String> {
        let integer = |radix: u32| integer(taken, radix).map(Some).ok_or_else(|| format!("The number {taken} is too large for an Integer"));
        match self.kind {
            Kind::Percent | Kind::Literal(_) => Ok(None),
            Kind::Set(_) | Kind::Class(_) | Kind::Letter('s' | 'c') => Ok(Some(taken.into())),
            Kind::Letter('d' | 'u') => integer(10),
            Kind::Letter('o') => integer(8),
            Kind::Letter('x' | 'X') => integer(16),
            Kind::Letter('i') => integer(radix_of(taken)),
            Kind::Letter(_) => Ok(Some(Value::Float(float(taken)))),
        }
    }
}

fn times(width: Option<usize>) -> String {
    width.map_or_else(|| "+".to_string(), |width| format!("{{1,{width}}}"))
}

/// How numbers of any base begin, as [`within`] has it.
const INTEGERS: &[(usize, &str, &str)] =
    &[(1, "[1-9]", r"\d"), (1, "0", "[0-7]"), (2, "[-+]0", "[0-7]"), (2, "[-+][1-9]", r"\d"), (2, "0[Xx]", r"\h"), (3, "[-+]0[Xx]", r"\h")];

/// Beginnings (their length, and they themselves), each with what fills up the width behind it; then what fits beside these.
fn within(width: usize, forms: &[(usize, &str, &str)], others: &[&str]) -> String {
    let fitting = forms.iter().filter(|(length, ..)| *length < width);
    let filled = fitting.map(|(length, beginning, rest)| format!("{beginning}{rest}{{1,{}}}", width - length));
    let all: Vec<String> = filled.chain(others.iter().map(|other| (*other).to_string())).collect();
    format!("({})", all.join("|"))
}

/// By its prefix: hexadecimal, octal, decimal.
fn radix_of(text: &str) -> u32 {
    let digits = text.trim_start_matches(['-', '+']);
    match () {
        () if digits.starts_with("0x") || digits.starts_with("0X") => 16,
        () if digits.len() > 1 && digits.starts_with('0') => 8,
        () => 10,
    }
}

fn integer(text: &str, radix: u32) -> Option<Value> {
    let (sign, digits) = text.strip_prefix('-').map_or(("", text.strip_prefix('+').unwrap_or(text)), |digits| ("-", digits));
    let digits = if radix == 16 { digits.strip_prefix("0x").or_else(|| digits.strip_prefix("0X")).unwrap_or(digits) } else { digits };
    i64::from_str_radix(&format!("{sign}{digits}"), radix).ok().map(Value::Integer)
}

fn float(text: &str) -> f64 {
    let (sign, digits) = text.strip_prefix('-').map_or((1.0, text.strip_prefix('+').unwrap_or(text)), |digits| (-1.0, digits));
    sign * hex_float(digits).unwrap_or_else(|| decimal_float(digits))
}

/// `0x1.8p3`: hexadecimal digits by a power of two.
fn hex_float(digits: &str) -> Option<f64> {
    let (mantissa, exponent) = digits.strip_prefix("0x").or_else(|| digits.strip_prefix("0X"))?.split_once(['p', 'P'])?;
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let number = |digits: &str| digits.chars().filter_map(|digit| digit.to_digit(16)).fold(0.0, |sum, digit| sum * 16.0 + f64::from(digit));
    let scale = 16f64.powi(i32::try_from(fraction.len()).ok()?);
    Some((number(whole) + number(fraction) / scale) * 2f64.powf(exponent.parse().ok()?))
}

/// The number that a text begins with; a point may stand without digits before or behind it.
fn decimal_float(text: &str) -> f64 {
    let end = text.find(|character: char| !character.is_ascii_digit()).unwrap_or(text.len());
    let (whole, rest) = text.split_at(end);
    let behind = rest.strip_prefix('.').unwrap_or("");
    let digits = behind.find(|character: char| !character.is_ascii_digit()).unwrap_or(behind.len());
    let (fraction, exponent) = behind.split_at(digits);
    let or_zero = |digits: &str| if digits.is_empty() { "0".to_string() } else { digits.to_string() };
    let number = format!("{}.{}", or_zero(whole), or_zero(fraction));
    // an exponent right behind the point needs its sign
    let counts = !fraction.is_empty() || exponent.get(1..).is_some_and(|power| power.starts_with(['-', '+']));
    let with_exponent = counts.then(|| kernel::float(&format!("{number}{exponent}"))).flatten();
    with_exponent.or_else(|| kernel::float(&number)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_that_is_too_large_is_an_error() {
        assert_eq!(scan("99999999999999999999", "%d"), Err("The number 99999999999999999999 is too large for an Integer".to_string()));
        assert_eq!(scan("-9223372036854775808", "%d"), Ok(vec![Value::Integer(i64::MIN)]));
    }

    #[test]
    fn a_long_text_takes_no_long_time() {
        let text = "9".repeat(1_000_000);
        assert!(scan(&text, "%d").is_err());
        assert_eq!(scan(&text, "%s").map(|values| values.len()), Ok(1));
        assert!(scan("1", &format!("%{text}d")).is_ok());
    }
}
