//! `String(value, format)`: Puppet's own formats, by type, also inside collections.

use super::failed;
use crate::datatype::{TypeError, accepts, infer, is_assignable};
use crate::value::data_type::Size;
use crate::value::printf::Directive;
use crate::value::{Rich, Type, Value, format};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE;
use std::sync::Arc;

/// How values of a type are written.
#[derive(Clone, Debug)]
struct Format {
    directive: Directive,
    delimiter: Option<char>,
    separator: Option<String>,
    separator2: Option<String>,
    /// The formats of what is inside a collection.
    inner: Option<Formats>,
}

/// The first whose type accepts the value counts.
type Formats = Vec<(Type, Format)>;

pub(super) fn string(from: &Value, formats: Option<&Value>) -> Result<Value, TypeError> {
    let formats = match formats {
        None | Some(Value::Default) => Vec::new(),
        Some(Value::String(text)) => vec![(general(from), Format::read(text)?)],
        Some(Value::Hash(entries)) => read_formats(entries)?,
        Some(_) => return Err(failed("string conversion expects a Default value or a Hash of type to format mappings")),
    };
    write(from, &formats, false, 0).map(Value::from)
}

/// The text that a value has under a format like `%#x`.
pub fn formatted(value: &Value, text: &str) -> Result<String, TypeError> {
    write(value, &vec![(general(value), Format::read(text)?)], false, 0)
}

/// The type that a bare format is for: all arrays, all hashes, or values like this one.
fn general(value: &Value) -> Type {
    match value {
        Value::Array(_) | Value::Iterator(_) => Type::Array { element: Arc::new(Type::Any), size: Size::default() },
        Value::Hash(_) => Type::Hash { key: Arc::new(Type::Any), value: Arc::new(Type::Any), size: Size::default() },
        other => infer(other),
    }
}

/// The more particular types first.
fn read_formats(entries: &crate::value::ValueHash) -> Result<Formats, TypeError> {
    let mut formats: Formats = Vec::new();
    for (key, value) in entries {
        let Value::Type(data_type) = key else {
            return Err(failed("top level keys in the format hash must be data types"));
        };
        let format = match value {
            Value::String(text) => Format::read(text)?,
            Value::Hash(options) => container(options)?,
            _ => return Err(failed("a format is a String or a Hash of options")),
        };
        let narrower = formats.iter().position(|(other, _)| is_assignable(other, data_type));
        formats.insert(narrower.unwrap_or(formats.len()), (data_type.as_ref().clone(), format));
    }
    Ok(formats)
}

fn container(options: &crate::value::ValueHash) -> Result<Format, TypeError> {
    let option = |name: &str| options.get(&Value::from(name));
    let mut format = Format::read(option("format").and_then(Value::as_str).unwrap_or("%p"))?;
    format.separator = option("separator").and_then(Value::as_str).map(str::to_string);
    format.separator2 = option("separator2").and_then(Value::as_str).map(str::to_string);
    format.inner = option("string_formats").and_then(Value::as_hash).map(read_formats).transpose()?;
    Ok(format)
}

impl Format {
    fn read(text: &str) -> Result<Self, TypeError> {
        let invalid = || failed(format!("The format '{text}' is not a valid format on the form '%<flags><width>.<prec><format>'"));
        let rest = text.strip_prefix('%').ok_or_else(invalid)?;
        let flags: String = rest.chars().take_while(|character| " [+#0{<(|-".contains(*character)).collect();
        let rest = rest.get(flags.len()..).unwrap_or("");
        let letter = rest.chars().next_back().filter(char::is_ascii_alphabetic).ok_or_else(invalid)?;
        let numbers = rest.strip_suffix(letter).unwrap_or("");
        let (width, precision) = numbers.split_once('.').map_or((numbers, None), |(width, precision)| (width, Some(precision)));
        let number = |text: &str| {
            if text.is_empty() { Ok(None) } else { text.parse::<u16>().map(|number| Some(usize::from(number))).map_err(|_| invalid()) }
        };
        let mut delimiters = flags.chars().filter(|flag| "[{<(|".contains(*flag));
        let delimiter = delimiters.next();
        if delimiters.next().is_some() {
            return Err(failed(format!("Only one of the delimiters [ {{ ( < | can be given in the format flags, got '{text}'")));
        }
        let directive = Directive {
            left: flags.contains('-'),
            plus: flags.contains('+'),
            space: flags.contains(' '),
            zero: flags.contains('0'),
            alternative: flags.contains('#'),
            width: number(width)?,
            precision: precision.map(number).transpose()?.flatten(),
            letter,
        };
        Ok(Format { directive, delimiter, separator: None, separator2: None, inner: None })
    }

    fn default_for(value: &Value, nested: bool) -> Self {
        let letter = match value {
            Value::Array(_) => 'a',
            Value::Hash(_) => 'h',
            _ if nested => 'p',
            Value::Integer(_) => 'd',
            Value::Float(_) => 'f',
            _ => 's',
        };
        let directive = Directive { letter, ..Directive::default() };
        Format { directive, delimiter: None, separator: None, separator2: None, inner: None }
    }

    fn delimiters(&self, default: (&'static str, &'static str)) -> (&'static str, &'static str) {
        match self.delimiter {
            Some('[') => ("[", "]"),
            Some('{') => ("{", "}"),
            Some('(') => ("(", ")"),
            Some('<') => ("<", ">"),
            Some('|') => ("|", "|"),
            _ if self.directive.space => ("", ""),
            _ => default,
        }
    }
}

fn format_of(value: &Value, formats: &Formats, nested: bool) -> Format {
    let found = formats.iter().find(|(data_type, _)| accepts(data_type, value));
    found.map_or_else(|| Format::default_for(value, nested), |(_, format)| format.clone())
}

fn write(value: &Value, formats: &Formats, nested: bool, level: usize) -> Result<String, TypeError> {
    if level > super::super::DEPTH_LIMIT {
        return Err(failed("the value is nested too deeply"));
    }
    if let Value::Iterator(sequence) = value {
        return write(&sequence.iter().collect(), formats, nested, level);
    }
    let format = format_of(value, formats, nested);
    match value {
        Value::Array(items) => write_array(items, &format, formats, level),
        Value::Hash(entries) => write_hash(value, entries, &format, formats, level),
        other => scalar(other, &format.directive),
    }
}

/// An element of a collection: collections go by the outer formats, other values by those of the container.
fn element(value: &Value, format: &Format, formats: &Formats, level: usize) -> Result<String, TypeError> {
    match (value, &format.inner) {
        (Value::Array(_) | Value::Hash(_) | Value::Iterator(_), _) => write(value, formats, true, level + 1),
        (_, Some(inner)) => write(value, inner, true, level + 1),
        (_, None) => write(value, &Vec::new(), true, level + 1),
    }
}

fn write_array(items: &[Value], format: &Format, formats: &Formats, level: usize) -> Result<String, TypeError> {
    expect_letter("Array", &format.directive, "asp")?;
    let (open, close) = format.delimiters(("[", "]"));
    let separator = format.separator.as_deref().unwrap_or(", ");
    let parts = items.iter().map(|item| element(item, format, formats, level)).collect::<Result<Vec<_>, _>>()?;
    if !format.directive.alternative {
        return Ok(format!("{open}{}{close}", parts.join(separator)));
    }
    let padding = "  ".repeat(level + 1);
    let is_nested = |index: usize| matches!(items.get(index), Some(Value::Array(_) | Value::Hash(_) | Value::Iterator(_)));
    let total: usize = parts.iter().map(String::len).sum();
    let breaks = format.directive.width.is_some_and(|width| total > width);
    let mut out = String::from(open);
    for (index, part) in parts.iter().enumerate() {
        let breaks_here = index > 0 && ((breaks && !is_nested(index)) || is_nested(index) || is_nested(index - 1));
        if index > 0 {
            out.push_str(if breaks_here { separator.trim_end() } else { separator });
        } else if breaks && !is_nested(index) {
            out.push(' ');
        }
        if breaks_here {
            out.push('\n');
            out.push_str(&padding);
        }
        out.push_str(part);
    }
    out.push_str(close);
    Ok(out)
}

fn write_hash(
    value: &Value,
    entries: &crate::value::ValueHash,
    format: &Format,
    formats: &Formats,
    level: usize,
) -> Result<String, TypeError> {
    if format.directive.letter == 'a' {
        let pairs = entries.iter().map(|(key, value)| Value::array(vec![key.clone(), value.clone()])).collect();
        let without: Formats = formats.iter().filter(|(data_type, _)| !accepts(data_type, value)).cloned().collect();
        return write(&pairs, &without, false, level);
    }
    expect_letter("Hash", &format.directive, "hasp")?;
    let (open, close) = format.delimiters(("{", "}"));
    let association = format.separator2.as_deref().unwrap_or(" => ");
    let separator = format.separator.as_deref().unwrap_or(", ");
    let pretty = format.directive.alternative;
    let padding = if pretty { "  ".repeat(level + 1) } else { String::new() };
    let mut parts = Vec::with_capacity(entries.len());
    for (key, value) in entries {
        let (key, value) = (element(key, format, formats, level)?, element(value, format, formats, level)?);
        parts.push(format!("{padding}{key}{association}{value}"));
    }
    if !pretty {
        return Ok(format!("{open}{}{close}", parts.join(separator)));
    }
    let separator = if separator.ends_with('\n') { separator.to_string() } else { format!("{}\n", separator.trim_end()) };
    Ok(format!("{open}\n{}\n{}{close}", parts.join(&separator), "  ".repeat(level)))
}

fn expect_letter(kind: &str, directive: &Directive, allowed: &str) -> Result<(), TypeError> {
    if allowed.contains(directive.letter) {
        return Ok(());
    }
    Err(failed(format!(
        "Illegal format '{}' specified for value of {kind} type - expected one of the characters '{allowed}'",
        directive.letter
    )))
}

fn scalar(value: &Value, directive: &Directive) -> Result<String, TypeError> {
    match value {
        Value::Integer(_) => integer(value, directive),
        Value::Float(number) => {
            expect_letter("Float", directive, "dxXobBeEfgGaAsp")?;
            match directive.letter {
                'p' => Ok(padded(directive, &format::float(*number))),
                's' if directive.alternative => Ok(padded(directive, &format!("\"{}\"", format::float(*number)))),
                'd' | 'x' | 'X' | 'o' | 'b' | 'B' => apply(directive, &Value::Integer(*number as i64)),
                _ => apply(directive, value),
            }
        }
        Value::Boolean(flag) => boolean(*flag, directive),
        Value::String(text) => letters(text, directive),
        Value::Undef => undef(directive),
        Value::Default => {
            expect_letter("Default", directive, "dDsp")?;
            let name = if directive.letter == 'D' { "Default" } else { "default" };
            Ok(padded(directive, &if directive.alternative { format!("\"{name}\"") } else { name.to_string() }))
        }
        Value::Regex(regex) => match directive.letter {
            'p' => Ok(padded(directive, &regex.literal())),
            's' => Ok(padded(directive, &quoted_where(directive.alternative, regex.source()))),
            _ => expect_letter("Regexp", directive, "sp").map(|()| String::new()),
        },
        Value::Type(data_type) => {
            expect_letter("Type", directive, "sp")?;
            let text = data_type.to_string();
            Ok(padded(directive, &if directive.alternative && directive.letter == 's' { format!("\"{text}\"") } else { text }))
        }
        Value::Rich(rich) => self::rich(rich, directive),
        other => Ok(padded(directive, &format::interpolated(other))),
    }
}

fn padded(directive: &Directive, text: &str) -> String {
    let plain = Directive { letter: 's', ..directive.clone() };
    plain.apply(&Value::from(text)).unwrap_or_else(|_| text.to_string())
}

fn apply(directive: &Directive, value: &Value) -> Result<String, TypeError> {
    directive.apply(value).map_err(failed)
}

fn quoted_where(quote: bool, text: &str) -> String {
    let mut out = String::new();
    match quote {
        true => format::quoted(text, &mut out),
        false => out.push_str(text),
    }
    out
}

fn integer(value: &Value, directive: &Directive) -> Result<String, TypeError> {
    expect_letter("Integer", directive, "dxXobBeEfgGaAspc")?;
    match directive.letter {
        'p' => apply(&Directive { letter: 'd', ..directive.clone() }, value),
        'c' if directive.alternative => {
            let character = apply(&Directive { letter: 'c', ..Directive::default() }, value)?;
            Ok(padded(directive, &format!("\"{character}\"")))
        }
        's' if directive.alternative => Ok(padded(directive, &format!("\"{}\"", format::interpolated(value)))),
        _ => apply(directive, value),
    }
}

fn boolean(flag: bool, directive: &Directive) -> Result<String, TypeError> {
    expect_letter("Boolean", directive, "tTyYdxXobBeEfgGaAsp")?;
    let word = match (directive.letter, flag) {
        ('t' | 's' | 'p', flag) => {
            if flag {
                "true"
            } else {
                "false"
            }
        }
        ('T', flag) => {
            if flag {
                "True"
            } else {
                "False"
            }
        }
        ('y', flag) => {
            if flag {
                "yes"
            } else {
                "no"
            }
        }
        ('Y', flag) => {
            if flag {
                "Yes"
            } else {
                "No"
            }
        }
        ('d' | 'x' | 'X' | 'o' | 'b' | 'B', flag) => return apply(directive, &Value::Integer(i64::from(flag))),
        (_, flag) => return apply(directive, &Value::Float(f64::from(u8::from(flag)))),
    };
    let short = directive.alternative && "tTyY".contains(directive.letter);
    Ok(padded(directive, if short { word.get(..1).unwrap_or(word) } else { word }))
}

fn letters(text: &str, directive: &Directive) -> Result<String, TypeError> {
    expect_letter("String", directive, "cCudspt")?;
    let capitalized = |text: &str| {
        let mut characters = text.chars();
        let first: String = characters.next().map(|first| first.to_uppercase().collect()).unwrap_or_default();
        first + &characters.as_str().to_lowercase()
    };
    let changed = match directive.letter {
        'p' => {
            let mut out = String::new();
            if directive.alternative {
                format::double_quoted(text, &mut out)
            } else {
                format::quoted(text, &mut out)
            }
            return Ok(padded(directive, &out));
        }
        'c' => capitalized(text),
        'C' => text.split("::").map(capitalized).collect::<Vec<_>>().join("::"),
        'u' => text.to_uppercase(),
        'd' => text.to_lowercase(),
        't' => text.trim().to_string(),
        _ => return Ok(padded(directive, text)),
    };
    Ok(padded(directive, &quoted_where(directive.alternative, &changed)))
}

fn undef(directive: &Directive) -> Result<String, TypeError> {
    expect_letter("Undef", directive, "nudxXobBeEfgGaAvVsp")?;
    let text = match (directive.letter, directive.alternative) {
        ('n', false) => "nil",
        ('n', true) => "null",
        ('u', false) | ('p', false) => "undef",
        ('u', true) => "undefined",
        ('p', true) => "\"undef\"",
        ('v', _) => "n/a",
        ('V', _) => "N/A",
        ('s', false) => "",
        ('s', true) => "\"\"",
        _ => "NaN",
    };
    Ok(padded(directive, text))
}

fn rich(rich: &Rich, directive: &Directive) -> Result<String, TypeError> {
    let text = match (rich, directive.letter) {
        (Rich::Binary(bytes), 's') => {
            String::from_utf8(bytes.clone()).map_err(|_| failed("The bytes of the given Binary are not valid UTF-8"))?
        }
        (Rich::Binary(bytes), 'u') => URL_SAFE.encode(bytes),
        (Rich::Binary(_), 't') => "Binary".to_string(),
        (Rich::Binary(_), 'T') => "BINARY".to_string(),
        (Rich::Binary(_) | Rich::Uri(_), 'p') => rich.source(),
        (Rich::Timestamp(_) | Rich::Timespan(_) | Rich::SemVer(_) | Rich::SemVerRange(_), 'p') => rich.to_string(),
        _ => rich.to_string(),
    };
    Ok(padded(directive, &text))
}
