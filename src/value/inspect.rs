//! Values as Puppet source, on one line or indented: what `%p` shows of objects, and what stands inside them.

use super::{Rich, Value, ValueHash, format};

/// A line of an array that is not broken is no longer than this.
const LINE: usize = 100;

/// The source of a value; in lines of their own from this level on.
pub fn value(value: &Value, level: Option<usize>) -> String {
    let mut writer = Writer { out: String::new(), level };
    writer.value(value);
    writer.out
}

struct Writer {
    out: String,
    level: Option<usize>,
}

impl Writer {
    fn value(&mut self, value: &Value) {
        match value {
            Value::Array(items) => self.array(items),
            Value::Hash(entries) => self.hash(entries),
            Value::Rich(rich) => self.rich(rich),
            other => self.out.push_str(&format::inspect(other)),
        }
    }

    fn rich(&mut self, rich: &Rich) {
        match rich {
            Rich::Deferred { name, arguments } => {
                let mut attributes = ValueHash::default();
                attributes.insert("name".into(), Value::String(name.clone()));
                if !arguments.is_empty() {
                    attributes.insert("arguments".into(), Value::array(arguments.clone()));
                }
                self.out.push_str("Deferred(");
                self.hash(&attributes);
                self.out.push(')');
            }
            Rich::Object { type_name, attributes, .. } => {
                self.out.push_str(type_name);
                self.out.push('(');
                self.hash(&attributes.iter().map(|(name, value)| (name.clone().into(), value.clone())).collect());
                self.out.push(')');
            }
            Rich::SemVer(_) | Rich::SemVerRange(_) | Rich::Timespan(_) | Rich::Timestamp(_) => {
                format::quoted(&rich.to_string(), &mut self.out);
            }
            other => self.out.push_str(&other.source()),
        }
    }

    fn newline(&mut self, level: usize) {
        self.out.truncate(self.out.trim_end().len());
        self.out.push('\n');
        self.out.push_str(&"  ".repeat(level));
    }

    fn array(&mut self, items: &[Value]) {
        let breaks = self.level.filter(|level| !is_short(items, *level));
        self.out.push('[');
        for (index, item) in items.iter().enumerate() {
            self.out.push_str(if index > 0 { ", " } else { "" });
            if let Some(level) = breaks {
                self.level = Some(level + 1);
                self.newline(level + 1);
            }
            self.value(item);
        }
        if let Some(level) = breaks {
            self.level = Some(level);
            self.newline(level);
        }
        self.out.push(']');
    }

    fn hash(&mut self, entries: &ValueHash) {
        let level = self.level;
        self.out.push('{');
        for (index, (key, item)) in entries.iter().enumerate() {
            self.out.push_str(if index > 0 { ", " } else { "" });
            if let Some(level) = level {
                self.level = Some(level + 1);
                self.newline(level + 1);
            }
            self.value(key);
            self.out.push_str(" => ");
            self.value(item);
        }
        if let Some(level) = level {
            self.level = Some(level);
            self.newline(level);
        }
        self.out.push('}');
    }
}

/// Whether an array fits into its line: plain values only, and not too many.
fn is_short(items: &[Value], level: usize) -> bool {
    let length = |item: &Value| match item {
        Value::Boolean(_) | Value::Integer(_) | Value::Float(_) => format::inspect(item).len(),
        Value::Undef => 3,
        Value::Default => 8,
        Value::String(text) => 2 + text.chars().count(),
        Value::Array(items) if items.is_empty() => 2,
        Value::Hash(entries) if entries.is_empty() => 2,
        _ => 1000,
    };
    items.is_empty() || LINE.saturating_sub(2 * level) > items.iter().map(length).sum()
}
