//! Formats of `String(value, format)`: reading one, and a map of them by type, most particular type first.

use super::failed;
use crate::datatype::{TypeError, infer, is_assignable, label};
use crate::value::data_type::Size;
use crate::value::printf::{self, Directive};
use crate::value::{Type, Value, ValueHash};
use std::cmp::Ordering;
use std::sync::{Arc, LazyLock};

/// How values of a type are written.
#[derive(Clone, Debug)]
pub(super) struct Format {
    /// As it was given, `%-8s`.
    pub text: String,
    pub directive: Directive,
    pub delimiter: Option<char>,
    pub separator: Option<String>,
    pub separator2: Option<String>,
    /// The formats of what is inside a collection.
    pub inner: Option<Formats>,
}

/// The first whose type is that of the value counts.
pub(super) type Formats = Vec<(Type, Format)>;

fn any_array() -> Type {
    Type::Array { element: Arc::new(Type::Any), size: Size::default() }
}

fn any_hash() -> Type {
    Type::Hash { key: Arc::new(Type::Any), value: Arc::new(Type::Any), size: Size::default() }
}

/// What every element of a collection is written by, unless said otherwise.
pub(super) static OF_ELEMENTS: LazyLock<Formats> = LazyLock::new(|| vec![(Type::Any, Format::plain('p'))]);

static DEFAULT: LazyLock<Formats> = LazyLock::new(|| {
    let container = |letter, separator2: &str| Format {
        separator: Some(", ".to_string()),
        separator2: Some(separator2.to_string()),
        inner: Some(OF_ELEMENTS.clone()),
        ..Format::plain(letter)
    };
    vec![
        (Type::Object(None), Format::plain('p')),
        (Type::Float(Default::default()), Format::plain('f')),
        (Type::Numeric, Format::plain('d')),
        (any_array(), container('a', ", ")),
        (any_hash(), container('h', " => ")),
        (Type::Binary, Format::plain('B')),
        (Type::Any, Format::plain('s')),
    ]
});

/// The formats that an argument asks for: one text for the value, a hash by type, or none.
pub(super) fn formats(value: &Value, given: Option<&Value>) -> Result<Formats, TypeError> {
    match given {
        None | Some(Value::Default) => Ok(DEFAULT.clone()),
        // Puppet looks the format of an object up under another type than the one for just its values of type parameters
        Some(Value::String(text)) if matches!(infer(value), Type::Object(Some(object)) if !object.given.is_empty()) => {
            Format::read(text).map(|_| DEFAULT.clone())
        }
        Some(Value::String(text)) => Ok(merged(&DEFAULT, &vec![(general(value), Format::read(text)?)])),
        Some(Value::Hash(entries)) => Ok(merged(&DEFAULT, &by_type(entries)?)),
        Some(other) => {
            let class = label::class_name(other);
            Err(failed(format!("string conversion expects a Default value or a Hash of type to format mappings, got a '{class}'")))
        }
    }
}

/// The type that a bare format is for: all arrays, all hashes, or values like this one.
fn general(value: &Value) -> Type {
    match value {
        Value::Array(_) => any_array(),
        Value::Hash(_) => any_hash(),
        other => infer(other),
    }
}

pub(super) fn by_type(entries: &ValueHash) -> Result<Formats, TypeError> {
    let mut formats = Formats::new();
    for (key, value) in entries {
        let Value::Type(data_type) = key else {
            let class = label::class_name(key);
            return Err(failed(format!("top level keys in the format hash must be data types, got instance of '{class}'")));
        };
        let format = match value {
            Value::String(text) => Format::read(text)?,
            Value::Hash(options) => container(options)?,
            other => Format::read(&printf::plain(other))?,
        };
        formats.push((data_type.as_ref().clone(), format));
    }
    Ok(formats)
}

fn container(options: &ValueHash) -> Result<Format, TypeError> {
    const KEYS: [&str; 4] = ["separator", "separator2", "format", "string_formats"];
    if options.keys().any(|key| key.as_str().is_none_or(|key| !KEYS.contains(&key))) {
        let keys = KEYS.map(|key| format!("'{key}'")).join(", ");
        let given = printf::plain(&Value::hash(options.clone()));
        return Err(failed(format!("only {keys} are allowed in a container format, got {given}")));
    }
    let option = |name: &str| options.get(&Value::from(name));
    let mut format = Format::read(option("format").and_then(Value::as_str).unwrap_or("%p"))?;
    format.separator = option("separator").and_then(Value::as_str).map(str::to_string);
    format.separator2 = option("separator2").and_then(Value::as_str).map(str::to_string);
    format.inner = option("string_formats").and_then(Value::as_hash).map(by_type).transpose()?;
    Ok(format)
}

/// The formats of both; those of `higher` count more, and replace what they cover.
fn merged(lower: &Formats, higher: &Formats) -> Formats {
    let covers = |data_type: &Type| higher.iter().any(|(other, _)| other != data_type && is_assignable(other, data_type));
    let mut all: Formats = lower.iter().filter(|(data_type, _)| !covers(data_type)).cloned().collect();
    for (data_type, format) in higher {
        match all.iter_mut().find(|(other, _)| other == data_type) {
            Some((_, own)) => *own = own.merged(format),
            None => all.push((data_type.clone(), format.clone())),
        }
    }
    sorted(all)
}

/// Sorted by insertion: the order is none for types that have nothing to do with each other, so that a library's sort could refuse it.
fn sorted(formats: Formats) -> Formats {
    let mut sorted = Formats::with_capacity(formats.len());
    for entry in formats {
        let at = sorted.iter().position(|(other, _)| particular(&entry.0, other) == Ordering::Less).unwrap_or(sorted.len());
        sorted.insert(at, entry);
    }
    sorted
}

/// The more particular type first; of unrelated ones by kind, then by name.
fn particular(a: &Type, b: &Type) -> Ordering {
    match (is_assignable(b, a), is_assignable(a, b)) {
        _ if a == b => Ordering::Equal,
        (true, false) => Ordering::Less,
        (false, true) => Ordering::Greater,
        _ => match (rank(a), rank(b)) {
            (0, _) | (_, 0) => a.to_string().cmp(&b.to_string()),
            (a, b) => a.cmp(&b),
        },
    }
}

fn rank(data_type: &Type) -> u8 {
    match data_type {
        Type::Struct(_) => 1,
        Type::Hash { .. } => 2,
        Type::Tuple { .. } => 3,
        Type::Array { .. } => 4,
        Type::Pattern(_) => 10,
        Type::Enum { .. } => 11,
        Type::String(_) | Type::StringValue(_) => 12,
        _ => 0,
    }
}

impl Format {
    fn plain(letter: char) -> Self {
        let directive = Directive { letter, ..Directive::default() };
        Format { text: format!("%{letter}"), directive, delimiter: None, separator: None, separator2: None, inner: None }
    }

    fn merged(&self, higher: &Format) -> Self {
        let inner = match (&self.inner, &higher.inner) {
            (Some(own), Some(other)) => Some(merged(own, other)),
            (own, other) => other.clone().or_else(|| own.clone()),
        };
        Format {
            separator: higher.separator.clone().or_else(|| self.separator.clone()),
            separator2: higher.separator2.clone().or_else(|| self.separator2.clone()),
            inner,
            ..higher.clone()
        }
    }

    /// Reads `%FLAGS WIDTH .PRECISION LETTER`.
    pub(super) fn read(text: &str) -> Result<Self, TypeError> {
        let invalid = || failed(format!("The format '{text}' is not a valid format on the form '%<flags><width>.<prec><format>'"));
        let rest = text.strip_prefix('%').ok_or_else(invalid)?;
        let flags: String = rest.chars().take_while(|character| " \t\n[+#0{<(|-".contains(*character)).collect();
        let rest = rest.get(flags.len()..).unwrap_or("");
        let letter = rest.chars().next_back().filter(char::is_ascii_alphabetic).ok_or_else(invalid)?;
        let numbers = rest.strip_suffix(letter).unwrap_or("");
        let (width, precision) = numbers.split_once('.').map_or((numbers, None), |(width, precision)| (width, Some(precision)));
        let number = |text: &str| text.parse::<u16>().map(usize::from).map_err(|_| invalid());
        let width = if width.is_empty() { None } else { Some(number(width)?) };
        let precision = precision.map(number).transpose()?;
        if flags.char_indices().any(|(at, flag)| flags.get(..at).is_some_and(|before| before.contains(flag))) {
            return Err(failed(format!("The same flag can only be used once, got '{text}'")));
        }
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
            width,
            precision,
            letter,
        };
        Ok(Format { text: text.to_string(), directive, delimiter, separator: None, separator2: None, inner: None })
    }

    /// The format of a value's type; where no type fits, `%s`.
    pub(super) fn of(value: &Value, formats: &Formats) -> Self {
        let data_type = infer(value);
        let found = formats.iter().find(|(wanted, _)| is_assignable(wanted, &data_type));
        found.map_or_else(|| Format::plain('s'), |(_, format)| format.clone())
    }

    pub(super) fn delimiters(&self, default: (&'static str, &'static str)) -> (&'static str, &'static str) {
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

    pub(super) fn pretty(&self) -> bool {
        self.directive.alternative
    }

    /// What Ruby's `format` makes of the value by this format, with another letter.
    pub(super) fn ruby(&self, letter: char, value: &Value) -> Result<String, TypeError> {
        let text: String = self.text.chars().map(|character| if character == self.directive.letter { letter } else { character }).collect();
        printf::sprintf(&text, std::slice::from_ref(value)).map_err(failed)
    }

    /// A text in the format's width and precision.
    pub(super) fn padded(&self, text: &str) -> Result<String, TypeError> {
        let directive = Directive {
            left: self.directive.left,
            width: self.directive.width,
            precision: self.directive.precision,
            letter: 's',
            ..Directive::default()
        };
        directive.apply(&Value::from(text)).map_err(failed)
    }

    /// The mistake of a letter that values of this kind do not have.
    pub(super) fn illegal<T>(&self, kind: &str, allowed: &str) -> Result<T, TypeError> {
        let letter = self.directive.letter;
        let message = format!("Illegal format '{letter}' specified for value of {kind} type - expected one of the characters '{allowed}'");
        Err(failed(message))
    }
}
