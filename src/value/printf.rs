//! Ruby's `sprintf`: `%-05.2f`, `%<name>s`, `%{name}`, `%*d`, `%2$s`.

mod directive;
mod float;

use super::extent::{LONGEST_TEXT, TEXT_TOO_LONG};
use super::{Value, format};
use directive::{kind, pad};
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
const WIDEST: usize = 1 << 24;

/// Fills the directives of a format with arguments; named ones are entries of the first argument, a hash.
///
/// # Errors
/// Ruby's words: too few arguments, an unknown directive, or a value that is no number where one is wanted.
pub fn sprintf(text: &str, arguments: &[Value]) -> Result<String, String> {
    let mut filler =
        Filler { arguments, taken: Taken::Nothing, characters: text.chars().peekable(), out: String::with_capacity(text.len()) };
    while let Some(character) = filler.characters.next() {
        match character {
            '%' => filler.directive()?,
            other => filler.out.push(other),
        }
        if filler.out.len() > LONGEST_TEXT {
            return Err(TEXT_TOO_LONG.to_string());
        }
    }
    Ok(filler.out)
}

/// How arguments were chosen so far; the ways exclude each other.
enum Taken {
    Nothing,
    InOrder(usize),
    Numbered,
    Named,
}

struct Filler<'a, 'b> {
    arguments: &'a [Value],
    taken: Taken,
    characters: Peekable<Chars<'b>>,
    out: String,
}

impl Filler<'_, '_> {
    fn next(&mut self) -> Result<Value, String> {
        let position = match self.taken {
            Taken::Nothing => 0,
            Taken::InOrder(position) => position,
            Taken::Numbered => return Err("unnumbered(1) mixed with numbered".to_string()),
            Taken::Named => return Err("unnumbered(1) mixed with named".to_string()),
        };
        self.taken = Taken::InOrder(position + 1);
        self.arguments.get(position).cloned().ok_or_else(|| "too few arguments".to_string())
    }

    fn numbered(&mut self, number: usize) -> Result<Value, String> {
        match self.taken {
            Taken::InOrder(position) => return Err(format!("numbered({number}) after unnumbered({position})")),
            Taken::Named => return Err(format!("numbered({number}) after named")),
            _ => self.taken = Taken::Numbered,
        }
        let value = number.checked_sub(1).and_then(|index| self.arguments.get(index));
        value.cloned().ok_or_else(|| "too few arguments".to_string())
    }

    /// The entry that is named up to `end`.
    fn named(&mut self, end: char) -> Result<Value, String> {
        let mut name = String::new();
        loop {
            match self.characters.next() {
                Some(character) if character == end => break,
                Some(character) => name.push(character),
                None => return Err("malformed name - unmatched parenthesis".to_string()),
            }
        }
        let shown = if end == '>' { format!("<{name}>") } else { format!("{{{name}}}") };
        match self.taken {
            Taken::InOrder(position) => return Err(format!("named{shown} after unnumbered({position})")),
            Taken::Numbered => return Err(format!("named{shown} after numbered")),
            _ => self.taken = Taken::Named,
        }
        let [Value::Hash(entries)] = self.arguments else { return Err("one hash required".to_string()) };
        entries.get(&Value::from(name.as_str())).cloned().ok_or_else(|| format!("key{shown} not found"))
    }

    fn directive(&mut self) -> Result<(), String> {
        let mut directive = Directive::default();
        let (mut value, mut bare) = (None, true);
        while let Some(character) = self.characters.next() {
            match character {
                '-' | '+' | ' ' | '#' | '0' => flag(character, &mut directive)?,
                '*' | '1'..='9' => self.number_or_width(character, &mut directive, &mut value)?,
                '.' if directive.precision.is_some() => return Err("precision given twice".to_string()),
                '.' => {
                    let star = self.characters.next_if_eq(&'*').is_some();
                    directive.precision = if star { self.width(&mut directive)? } else { Some(bounded(self.number('0'), "precision")?) };
                }
                '<' => value = Some(self.named('>')?),
                '{' => {
                    let text = plain(&self.named('}')?);
                    self.out.push_str(&pad(&directive, &text));
                    return Ok(());
                }
                '%' | '\n' | '\0' if bare => {
                    self.out.push('%');
                    self.out.extend((character != '%').then_some(character));
                    return Ok(());
                }
                '%' | '\n' | '\0' => return Err("invalid format character - %".to_string()),
                letter => return self.fill(letter, directive, value),
            }
            bare = false;
        }
        Err(match (bare, directive.width) {
            (true, _) => "incomplete format specifier; use %% (double %) instead",
            (_, Some(_)) => "malformed format string - %*[0-9]",
            _ => "invalid format character - %",
        }
        .to_string())
    }

    fn fill(&mut self, letter: char, mut directive: Directive, value: Option<Value>) -> Result<(), String> {
        if !"csdiuoxXbBfeEgGaAp".contains(letter) {
            return Err(format!("malformed format string - %{letter}"));
        }
        directive.letter = letter;
        let value = match value {
            Some(value) => value,
            None => self.next()?,
        };
        self.out.push_str(&directive.apply(&value)?);
        Ok(())
    }

    /// `*`, `12`, or the `2$` of an argument.
    fn number_or_width(&mut self, first: char, directive: &mut Directive, value: &mut Option<Value>) -> Result<(), String> {
        let number = (first != '*').then(|| self.number(first));
        if let Some(number) = number
            && self.characters.next_if_eq(&'$').is_some()
        {
            if value.is_some() {
                return Err(format!("value given twice - {number}$"));
            }
            *value = Some(self.numbered(number)?);
            return Ok(());
        }
        if directive.width.is_some() {
            return Err("width given twice".to_string());
        }
        if directive.precision.is_some() {
            return Err("width after precision".to_string());
        }
        directive.width = match number {
            Some(number) => Some(bounded(number, "width")?),
            None => self.width(directive)?,
        };
        Ok(())
    }

    fn number(&mut self, first: char) -> usize {
        let mut number = first.to_digit(10).unwrap_or(0) as usize;
        while let Some(digit) = self.characters.peek().and_then(|next| next.to_digit(10)) {
            number = number.saturating_mul(10).saturating_add(digit as usize);
            self.characters.next();
        }
        number
    }

    /// The argument behind `*`, which may be numbered too.
    fn width(&mut self, directive: &mut Directive) -> Result<Option<usize>, String> {
        let value = match self.characters.next_if(char::is_ascii_digit) {
            Some(first) => {
                let number = self.number(first);
                self.characters.next_if_eq(&'$').ok_or_else(|| format!("malformed format string - %*{number}"))?;
                self.numbered(number)?
            }
            None => self.next()?,
        };
        match value {
            Value::Integer(width) => {
                if i32::try_from(width).is_err() {
                    return Err(format!("integer {width} too big to convert to `int'"));
                }
                directive.left |= width < 0;
                bounded(width.unsigned_abs() as usize, "width").map(Some)
            }
            other => Err(format!("no implicit conversion of {} into Integer", kind(&other))),
        }
    }
}

fn bounded(number: usize, what: &str) -> Result<usize, String> {
    if number > WIDEST { Err(format!("{what} too big")) } else { Ok(number) }
}

/// A text in a field. (Rust's own widths end at 65535.)
fn filled(text: &str, width: usize, filler: char, left: bool) -> String {
    let missing = filler.to_string().repeat(width.saturating_sub(text.chars().count()));
    if left { format!("{text}{missing}") } else { format!("{missing}{text}") }
}

fn flag(flag: char, directive: &mut Directive) -> Result<(), String> {
    if directive.precision.is_some() {
        return Err("flag after precision".to_string());
    }
    if directive.width.is_some() {
        return Err("flag after width".to_string());
    }
    match flag {
        '-' => directive.left = true,
        '+' => directive.plus = true,
        ' ' => directive.space = true,
        '#' => directive.alternative = true,
        _ => directive.zero = true,
    }
    Ok(())
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
