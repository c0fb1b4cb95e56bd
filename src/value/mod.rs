//! Puppet's values: what expressions give, facts hold and catalogs carry. Pure data, no I/O.
//!
//! Values are cheap to clone. `==` on [`Value`] is identity as a hash key has it (Ruby's `eql?`: `1` is not `1.0`, `'a'` is not `'A'`);
//! the language's own `==` is [`equality::equals`].

pub mod data_type;
pub mod equality;
pub mod extent;
pub mod format;
pub mod inspect;
pub mod iterator;
pub mod json;
pub mod kernel;
pub mod number;
pub mod printf;
pub mod regex;
pub mod rich;
pub mod span;
pub mod time;
pub mod uri;
pub mod version;
pub mod version_range;

pub use data_type::Type;
pub use ecow::EcoString;
pub use extent::Collection;
pub use regex::Regex;
pub use rich::Rich;

use indexmap::{IndexMap, IndexSet};
use rustc_hash::FxBuildHasher;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// A map that keeps the order of insertion; the only map of this project.
pub type Map<K, V> = IndexMap<K, V, FxBuildHasher>;
/// A set that keeps the order of insertion.
pub type Set<T> = IndexSet<T, FxBuildHasher>;
/// Puppet's `Hash`.
pub type ValueHash = Map<Value, Value>;

#[derive(Clone, Debug, Default)]
pub enum Value {
    #[default]
    Undef,
    Default,
    Boolean(bool),
    Integer(i64),
    Float(f64),
    String(EcoString),
    Regex(Arc<Regex>),
    Array(Arc<Collection<Vec<Value>>>),
    Hash(Arc<Collection<ValueHash>>),
    /// A data type, also a reference to a resource (`File['/a']`) or class.
    Type(Arc<Type>),
    /// Never printed, never logged: see [`format`].
    Sensitive(Arc<Value>),
    /// Timestamp, Timespan, SemVer, Binary, Deferred, …
    Rich(Arc<Rich>),
    /// What `reverse_each` and the like give; equal to itself only.
    Iterator(Arc<iterator::Sequence>),
}

impl Value {
    pub fn string(text: impl Into<EcoString>) -> Self {
        Value::String(text.into())
    }

    pub fn array(items: Vec<Value>) -> Self {
        Value::Array(Arc::new(Collection::array(items)))
    }

    pub fn hash(entries: ValueHash) -> Self {
        Value::Hash(Arc::new(Collection::hash(entries)))
    }

    pub fn data_type(data_type: Type) -> Self {
        Value::Type(Arc::new(data_type))
    }

    pub fn sensitive(value: Value) -> Self {
        Value::Sensitive(Arc::new(value))
    }

    pub fn is_undef(&self) -> bool {
        matches!(self, Value::Undef)
    }

    /// Puppet's truth: everything but `undef` and `false`.
    pub fn is_truthy(&self) -> bool {
        !matches!(self, Value::Undef | Value::Boolean(false))
    }

    pub fn as_str(&self) -> Option<&str> {
        match self {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    pub fn as_array(&self) -> Option<&[Value]> {
        match self {
            Value::Array(items) => Some(items),
            _ => None,
        }
    }

    pub fn as_hash(&self) -> Option<&ValueHash> {
        match self {
            Value::Hash(entries) => Some(entries),
            _ => None,
        }
    }

    /// What is inside a `Sensitive`; any other value as it is.
    pub fn unwrapped(&self) -> &Value {
        match self {
            Value::Sensitive(inner) => inner.unwrapped(),
            other => other,
        }
    }

    pub fn is_sensitive(&self) -> bool {
        matches!(self, Value::Sensitive(_))
    }
}

impl PartialEq for Value {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Value::Undef, Value::Undef) | (Value::Default, Value::Default) => true,
            (Value::Boolean(a), Value::Boolean(b)) => a == b,
            (Value::Integer(a), Value::Integer(b)) => a == b,
            (Value::Float(a), Value::Float(b)) => a.to_bits() == b.to_bits(),
            (Value::String(a), Value::String(b)) => a == b,
            (Value::Regex(a), Value::Regex(b)) => a.source() == b.source(),
            (Value::Array(a), Value::Array(b)) => a == b,
            (Value::Hash(a), Value::Hash(b)) => a == b,
            (Value::Type(a), Value::Type(b)) => a == b,
            (Value::Sensitive(a), Value::Sensitive(b)) => a == b,
            (Value::Rich(a), Value::Rich(b)) => a == b,
            (Value::Iterator(a), Value::Iterator(b)) => Arc::ptr_eq(a, b),
            _ => false,
        }
    }
}

impl Eq for Value {}

impl Hash for Value {
    fn hash<H: Hasher>(&self, state: &mut H) {
        std::mem::discriminant(self).hash(state);
        match self {
            Value::Undef | Value::Default => {}
            Value::Boolean(flag) => flag.hash(state),
            Value::Integer(number) => number.hash(state),
            Value::Float(number) => number.to_bits().hash(state),
            Value::String(text) => text.hash(state),
            Value::Regex(regex) => regex.source().hash(state),
            Value::Array(items) => items.hash(state),
            Value::Hash(entries) => entries.len().hash(state),
            Value::Type(data_type) => data_type.to_string().hash(state),
            Value::Sensitive(inner) => inner.hash(state),
            Value::Rich(rich) => rich.to_string().hash(state),
            Value::Iterator(sequence) => Arc::as_ptr(sequence).hash(state),
        }
    }
}

impl From<bool> for Value {
    fn from(flag: bool) -> Self {
        Value::Boolean(flag)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Value::Integer(number)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Value::String(text.into())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Value::String(text.into())
    }
}

impl From<EcoString> for Value {
    fn from(text: EcoString) -> Self {
        Value::String(text)
    }
}

impl From<Vec<Value>> for Value {
    fn from(items: Vec<Value>) -> Self {
        Value::array(items)
    }
}

impl FromIterator<Value> for Value {
    fn from_iter<I: IntoIterator<Item = Value>>(items: I) -> Self {
        Value::array(items.into_iter().collect())
    }
}
