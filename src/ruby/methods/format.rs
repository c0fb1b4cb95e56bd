//! `format` and `String#%`: `%s %p %d %i %u %f %e %g %x %X %o %b %c %%`, flags, width, precision, `%<name>d`, `%{name}`.

use crate::ruby::error::Flow;
use crate::ruby::interpreter::check_length;
use crate::ruby::object::{Key, Object};

/// One directive.
#[derive(Default)]
struct Directive {
    left: bool,
    zero: bool,
    plus: bool,
    space: bool,
    alternate: bool,
    width: usize,
    precision: Option<usize>,
}

/// The text with every directive filled in.
pub fn format(template: &str, arguments: &[Object]) -> Result<String, Flow> {
    let mut out = String::new();
    let mut rest = template.chars().peekable();
    let mut next = arguments.iter();
    while let Some(character) = rest.next() {
        if character != '%' {
            out.push(character);
            continue;
        }
        let mut directive = Directive::default();
        let mut named: Option<Object> = None;
        loop {
            let sign = rest.next().ok_or_else(|| Flow::argument_error("incomplete format specifier; use %% (double %) instead"))?;
            match sign {
                '-' => directive.left = true,
                '0' => directive.zero = true,
                '+' => directive.plus = true,
                ' ' => directive.space = true,
                '#' => directive.alternate = true,
                '1'..='9' => directive.width = number(sign, &mut rest),
                '*' => {
                    let width = super::integer(next.next().ok_or_else(|| Flow::argument_error("too few arguments"))?)?;
                    directive.left |= width < 0;
                    directive.width = usize::try_from(width.unsigned_abs()).unwrap_or(0);
                }
                '.' => directive.precision = Some(number('0', &mut rest)),
                '<' => named = Some(by_name(arguments, &rest.by_ref().take_while(|sign| *sign != '>').collect::<String>())?),
                '{' => {
                    let name: String = rest.by_ref().take_while(|sign| *sign != '}').collect();
                    out.push_str(&directive.pad(by_name(arguments, &name)?.to_text(), false));
                    break;
                }
                '%' => {
                    out.push('%');
                    break;
                }
                kind => {
                    let value = match named {
                        Some(value) => value,
                        None => next.next().cloned().ok_or_else(|| Flow::argument_error("too few arguments"))?,
                    };
                    check_length(directive.width.max(directive.precision.unwrap_or(0)))?;
                    out.push_str(&directive.fill(kind, &value)?);
                    break;
                }
            }
        }
        check_length(out.len())?;
    }
    Ok(out)
}

fn number(first: char, rest: &mut std::iter::Peekable<std::str::Chars<'_>>) -> usize {
    let mut number = first.to_digit(10).unwrap_or(0) as usize;
    while let Some(digit) = rest.peek().and_then(|sign| sign.to_digit(10)) {
        number = number.saturating_mul(10).saturating_add(digit as usize);
        rest.next();
    }
    number
}

fn by_name(arguments: &[Object], name: &str) -> Result<Object, Flow> {
    let Some(Object::Hash(table)) = arguments.first() else { return Err(Flow::argument_error("one hash required")) };
    let found = table.borrow().entries.get(&Key::Symbol(name.into())).cloned();
    found.ok_or_else(|| Flow::raise("KeyError", format!("key<{name}> not found")))
}

impl Directive {
    fn fill(&self, kind: char, value: &Object) -> Result<String, Flow> {
        match kind {
            's' => Ok(self.pad(self.cut(value.to_text()), false)),
            'p' => Ok(self.pad(self.cut(value.inspect()), false)),
            'c' => {
                let character = match value {
                    Object::Integer(code) => u32::try_from(*code).ok().and_then(char::from_u32).map(String::from).unwrap_or_default(),
                    other => other.to_text().chars().take(1).collect(),
                };
                Ok(self.pad(character, false))
            }
            'd' | 'i' | 'u' | 'x' | 'X' | 'o' | 'b' => self.integer(kind, super::kernel::to_integer(value)?),
            'f' | 'e' | 'E' | 'g' | 'G' => Ok(self.float(kind, super::kernel::to_float(value)?)),
            other => Err(Flow::argument_error(format!("malformed format string - %{other}"))),
        }
    }

    fn cut(&self, text: String) -> String {
        self.precision.map_or_else(|| text.clone(), |precision| text.chars().take(precision).collect())
    }

    fn sign(&self, negative: bool) -> &'static str {
        match (negative, self.plus, self.space) {
            (true, ..) => "-",
            (false, true, _) => "+",
            (false, false, true) => " ",
            _ => "",
        }
    }

    fn integer(&self, kind: char, number: i64) -> Result<String, Flow> {
        if number < 0 && !matches!(kind, 'd' | 'i' | 'u') && !self.plus && !self.space {
            return Err(Flow::outside("a negative number in another base"));
        }
        let magnitude = number.unsigned_abs();
        let (digits, prefix) = match kind {
            'x' => (format!("{magnitude:x}"), "0x"),
            'X' => (format!("{magnitude:X}"), "0X"),
            'o' => (format!("{magnitude:o}"), "0"),
            'b' => (format!("{magnitude:b}"), "0b"),
            _ => (magnitude.to_string(), ""),
        };
        let zeros = self.precision.unwrap_or(0).saturating_sub(digits.len());
        let prefix = if self.alternate { prefix } else { "" };
        let body = format!("{}{prefix}{}{digits}", self.sign(number < 0), "0".repeat(zeros));
        Ok(self.pad(body, self.precision.is_none()))
    }

    fn float(&self, kind: char, number: f64) -> String {
        let precision = self.precision.unwrap_or(6);
        let magnitude = number.abs();
        let body = if !number.is_finite() {
            if number.is_nan() { "NaN".to_string() } else { "Inf".to_string() }
        } else {
            match kind {
                'f' => format!("{magnitude:.precision$}"),
                'e' | 'E' => scientific(magnitude, precision),
                _ => general(magnitude, precision.max(1)),
            }
        };
        let body = if kind.is_ascii_uppercase() { body.to_uppercase() } else { body };
        self.pad(format!("{}{body}", self.sign(number.is_sign_negative() && !number.is_nan())), number.is_finite())
    }

    /// Fills to the width; zeros go between the sign and the digits.
    fn pad(&self, text: String, may_zero: bool) -> String {
        let missing = self.width.saturating_sub(text.chars().count());
        if self.left {
            return text + &" ".repeat(missing);
        }
        if self.zero && may_zero {
            let digits = text.trim_start_matches(['-', '+', ' ']);
            let sign = text.strip_suffix(digits).unwrap_or("");
            return format!("{sign}{}{digits}", "0".repeat(missing));
        }
        " ".repeat(missing) + &text
    }
}

fn scientific(magnitude: f64, precision: usize) -> String {
    let text = format!("{magnitude:.precision$e}");
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let (sign, digits) = exponent.strip_prefix('-').map_or(('+', exponent), |digits| ('-', digits));
    format!("{mantissa}e{sign}{digits:0>2}")
}

/// `%g`: the shorter of the two forms, without zeros at the end.
fn general(magnitude: f64, precision: usize) -> String {
    let text = scientific(magnitude, precision - 1);
    let exponent: i32 = text.split_once('e').and_then(|(_, exponent)| exponent.parse().ok()).unwrap_or(0);
    let trim =
        |text: &str| if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_string() } else { text.to_string() };
    if exponent < -4 || exponent >= i32::try_from(precision).unwrap_or(i32::MAX) {
        let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "+00"));
        return format!("{}e{exponent}", trim(mantissa));
    }
    let decimals = usize::try_from(i32::try_from(precision).unwrap_or(0) - 1 - exponent).unwrap_or(0);
    trim(&format!("{magnitude:.decimals$}"))
}
