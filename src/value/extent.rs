//! How deep and how big a value is. Collections know it from the moment they are made, so that code which wraps values without end, or
//! doubles them by sharing, is met by an error before anything walks over the result.

use super::{Rich, Type, Value, ValueHash};
use std::ops::Deref;

/// The deepest nesting of a value that the language lets pass: everything that walks over values recurses.
pub const DEEPEST: u32 = 1000;
/// The most values inside each other, shared ones counted wherever they appear.
pub const BIGGEST: u64 = 1 << 22;
/// Bytes of the longest text; one that doubles without end stops here.
pub const LONGEST_TEXT: usize = 64 << 20;
/// What is said of a longer one.
pub const TEXT_TOO_LONG: &str = "A string grows beyond 64 MiB";
/// Parts of a data type that are looked at; one with more counts as too deep.
const TYPE_PARTS: u32 = 100_000;

/// Levels and number of values, the value itself included, and the bytes of all texts.
#[derive(Clone, Copy, Debug)]
pub struct Extent {
    pub depth: u32,
    pub size: u64,
    pub text: usize,
}

impl Extent {
    const ONE: Extent = Extent { depth: 1, size: 1, text: 0 };

    fn around(parts: impl Iterator<Item = Extent>) -> Extent {
        parts.fold(Extent::ONE, |whole, part| Extent {
            depth: whole.depth.max(part.depth.saturating_add(1)),
            size: whole.size.saturating_add(part.size),
            text: whole.text.saturating_add(part.text),
        })
    }

    /// Whether nothing may be done with such a value.
    pub fn is_too_much(self) -> bool {
        self.depth > DEEPEST || self.size > BIGGEST || self.text > LONGEST_TEXT
    }
}

/// The content of an array or hash with its extent.
#[derive(Clone, Debug)]
pub struct Collection<T> {
    content: T,
    extent: Extent,
}

impl Collection<Vec<Value>> {
    pub(super) fn array(content: Vec<Value>) -> Self {
        let extent = Extent::around(content.iter().map(inside));
        Collection { content, extent }
    }
}

impl Default for Collection<ValueHash> {
    fn default() -> Self {
        Collection::hash(ValueHash::default())
    }
}

impl Collection<ValueHash> {
    pub(super) fn hash(content: ValueHash) -> Self {
        let extent = Extent::around(content.iter().flat_map(|(key, value)| [inside(key), inside(value)]));
        Collection { content, extent }
    }
}

impl<T> Deref for Collection<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.content
    }
}

impl<T: PartialEq> PartialEq for Collection<T> {
    fn eq(&self, other: &Self) -> bool {
        self.content == other.content
    }
}

/// The extent of a value; cheap for all but data types, which are walked over.
pub fn of(value: &Value) -> Extent {
    match value {
        Value::Array(items) => items.extent,
        Value::Hash(entries) => entries.extent,
        Value::Sensitive(inner) => Extent::around(std::iter::once(of(inner))),
        Value::Type(data_type) => {
            let mut parts = 0;
            Extent { depth: levels(data_type, 1, &mut parts), ..Extent::ONE }
        }
        Value::String(text) => Extent { text: text.len(), ..Extent::ONE },
        Value::Rich(rich) => match rich.as_ref() {
            Rich::Deferred { arguments, .. } => Extent::around(arguments.iter().map(inside)),
            Rich::Object { attributes, .. } => Extent::around(attributes.iter().map(|(_, value)| of(value))),
            _ => Extent::ONE,
        },
        _ => Extent::ONE,
    }
}

/// The extent of a part. An iterator hands out its elements where the value around it is written.
#[inline]
fn inside(value: &Value) -> Extent {
    match value {
        Value::String(text) => Extent { text: text.len(), ..Extent::ONE }, // most are
        Value::Iterator(sequence) => Extent { size: sequence.count() as u64, ..Extent::ONE },
        other => of(other),
    }
}

/// Levels of a type; the walk ends where there are too many levels or parts.
fn levels(data_type: &Type, level: u32, parts: &mut u32) -> u32 {
    *parts += 1;
    if *parts > TYPE_PARTS {
        return DEEPEST + 1;
    }
    if level > DEEPEST {
        return level;
    }
    let mut deepest = level;
    let mut visit = |part: &Type| {
        if deepest <= DEEPEST {
            deepest = deepest.max(levels(part, level + 1, parts));
        }
    };
    match data_type {
        Type::NotUndef(part) | Type::Optional(part) | Type::Iterable(part) | Type::Iterator(part) | Type::Sensitive(part) => visit(part),
        Type::Type(Some(part)) | Type::Init(Some(part), _) | Type::Array { element: part, .. } => visit(part),
        Type::Hash { key, value, .. } => [key, value].into_iter().for_each(|part| visit(part)),
        Type::Variant(types) | Type::Tuple { types, .. } => types.iter().for_each(visit),
        Type::Struct(members) => members.iter().for_each(|member| visit(&member.value)),
        Type::Callable(Some(signature)) => {
            signature.parameters.iter().chain(&signature.block).chain(&signature.returns).for_each(visit);
        }
        Type::Object(Some(object)) => {
            object.parent.iter().chain(object.attributes.iter().map(|attribute| &attribute.data_type)).for_each(visit);
        }
        _ => {}
    }
    deepest
}
