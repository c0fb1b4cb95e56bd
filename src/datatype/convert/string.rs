//! `String(value, format)`: collections, nested and indented. Formats are read in `format`, single values written in `scalar`.

use super::constructor::{Constructor, Way};
use super::format::{Format, Formats, OF_ELEMENTS, formats};
use super::{failed, scalar};
use crate::datatype::{DEPTH_LIMIT, TypeError};
use crate::value::{Value, ValueHash};

pub(super) static STRING: Constructor = Constructor {
    of: "String",
    name: "new_string",
    types: &[
        ("Format", r"Pattern[/^%([\s\[+#0{<(|-]*)([1-9][0-9]*)?(?:\.([0-9]+))?([a-zA-Z])$/]"),
        (
            "ContainerFormat",
            "Struct[{Optional[format] => Format, Optional[separator] => String, Optional[separator2] => String, \
             Optional[string_formats] => Hash[Type, Format]}]",
        ),
        ("TypeMap", "Hash[Type, Variant[Format, ContainerFormat]]"),
        ("Convertible", "Any"),
        ("Formats", "Variant[Default, String[1], TypeMap]"),
    ],
    ways: &[Way {
        signature: "Callable[Convertible $from, Formats $string_formats, 1, 2]",
        make: |arguments| {
            let from = arguments.first().unwrap_or(&Value::Undef);
            write(from, &formats(from, arguments.get(1))?, Indentation::default()).map(Value::from)
        },
    }],
    mismatches: &[],
};

/// The text that a value has under a format like `%#x`.
pub fn formatted(value: &Value, text: &str) -> Result<String, TypeError> {
    write(value, &formats(value, Some(&Value::from(text)))?, Indentation::default())
}

/// Where a collection stands in others.
#[derive(Clone, Copy)]
pub(super) struct Indentation {
    pub level: usize,
    first: bool,
    pub indenting: bool,
}

impl Default for Indentation {
    fn default() -> Self {
        Indentation { level: 0, first: true, indenting: false }
    }
}

impl Indentation {
    fn increased(self, indenting: bool) -> Self {
        Indentation { level: self.level + 1, first: true, indenting }
    }

    fn breaks(self) -> bool {
        self.indenting && self.level > 0 && !self.first
    }

    fn padding(self) -> String {
        "  ".repeat(self.level)
    }
}

fn write(value: &Value, formats: &Formats, indentation: Indentation) -> Result<String, TypeError> {
    if indentation.level > DEPTH_LIMIT {
        return Err(failed("the value is nested too deeply"));
    }
    if let Value::Iterator(sequence) = value
        && !sequence.is_tree()
    {
        return write(&Value::array(sequence.items().map_err(failed)?), formats, indentation);
    }
    let format = Format::of(value, formats);
    match value {
        Value::Array(items) => write_array(items, &format, formats, indentation),
        Value::Hash(entries) => write_hash(entries, &format, formats, indentation),
        other => scalar::written(other, &format, indentation),
    }
}

/// An element of a collection: containers go by the outer formats, other values by those of the container.
fn element(value: &Value, format: &Format, formats: &Formats, indentation: Indentation) -> Result<String, TypeError> {
    match value {
        Value::Array(_) | Value::Hash(_) => write(value, formats, indentation),
        Value::Rich(rich) if rich.is_object() => write(value, formats, indentation),
        _ => write(value, format.inner.as_ref().unwrap_or(&OF_ELEMENTS), indentation),
    }
}

fn is_collection(value: Option<&Value>) -> bool {
    matches!(value, Some(Value::Array(_) | Value::Hash(_)))
}

fn opened(indentation: Indentation, open: &str) -> String {
    if indentation.breaks() { format!("\n{}{open}", indentation.padding()) } else { open.to_string() }
}

fn write_array(items: &[Value], format: &Format, formats: &Formats, indentation: Indentation) -> Result<String, TypeError> {
    if !"asp".contains(format.directive.letter) {
        return format.illegal("Array", "asp");
    }
    let indentation = Indentation { indenting: format.pretty() || indentation.indenting, ..indentation };
    let inside = Indentation { first: false, ..indentation.increased(format.pretty()) };
    let parts = items.iter().map(|item| element(item, format, formats, inside)).collect::<Result<Vec<_>, _>>()?;
    let breaks = format.pretty() && format.directive.width.is_some_and(|width| widest(items, &parts) > width);
    let separator = format.separator.as_deref().unwrap_or(", ");
    let (open, close) = format.delimiters(("[", "]"));
    let mut out = opened(indentation, open);
    for (index, part) in parts.iter().enumerate() {
        let is_plain = !is_collection(items.get(index));
        if index == 0 {
            out.push_str(if breaks && is_plain { " " } else { "" });
        } else {
            out.push_str(separator);
            let follows_collection = format.pretty() && is_collection(items.get(index - 1));
            if is_plain && (breaks || follows_collection) {
                if !out.ends_with('\n') {
                    out.truncate(out.trim_end().len());
                }
                out.push('\n');
                out.push_str(&inside.padding());
            }
        }
        if out.ends_with(' ') && part.starts_with('\n') {
            out.truncate(out.trim_end().len());
        }
        out.push_str(part);
    }
    out.push_str(close);
    Ok(out)
}

/// The length of the longest run of values that are no collections.
fn widest(items: &[Value], parts: &[String]) -> usize {
    let (mut widest, mut current) = (0, 0);
    for (item, part) in items.iter().zip(parts) {
        current = if is_collection(Some(item)) { 0 } else { current + part.chars().count() };
        widest = widest.max(current);
    }
    widest
}

fn write_hash(entries: &ValueHash, format: &Format, formats: &Formats, indentation: Indentation) -> Result<String, TypeError> {
    match format.directive.letter {
        'a' => {
            let pairs = entries.iter().map(|(key, value)| Value::array(vec![key.clone(), value.clone()])).collect();
            return write(&pairs, formats, indentation);
        }
        'h' | 's' | 'p' => {}
        _ => return format.illegal("Hash", "hasp"),
    }
    let indentation = Indentation { indenting: format.pretty() || indentation.indenting, ..indentation };
    let inside = indentation.increased(false);
    let association = format.separator2.as_deref().unwrap_or(" => ");
    let separator = format.separator.as_deref().unwrap_or(", ");
    let (line, padding) = if format.pretty() { ("\n", inside.padding()) } else { ("", String::new()) };
    let mut parts = Vec::with_capacity(entries.len());
    for (key, value) in entries {
        let (key, value) = (element(key, format, formats, inside)?, element(value, format, formats, inside)?);
        parts.push(format!("{padding}{key}{association}{value}"));
    }
    let separator = match format.pretty() {
        true if separator.ends_with('\n') => format!("{separator}\n"),
        true => format!("{}\n", separator.trim_end()),
        false => separator.to_string(),
    };
    let (open, close) = format.delimiters(("{", "}"));
    let end = if format.pretty() { indentation.padding() } else { String::new() };
    Ok(format!("{}{line}{}{line}{end}{close}", opened(indentation, open), parts.join(&separator)))
}
