//! Whether every instance of one type is an instance of another.
//!
//! A name on either side is looked through; two names that meet each other again while they are being compared are taken as assignable,
//! which is what makes recursive aliases comparable.

use super::accept::fits;
use super::{DEPTH_LIMIT, alias, iterable, object, uri};
use crate::value::data_type::{Range, Signature, Size, StructMember};
use crate::value::{Type, version_range};
use std::cell::Cell;

/// Whether a value of type `from` can always stand where `to` is wanted.
pub fn is_assignable(to: &Type, from: &Type) -> bool {
    assignable(to, from, Depth { level: 0, steps: &Cell::new(0) })
}

/// Comparisons of parts that one comparison may take. Aliases that use others several times each would take twice as many at every level.
const MOST_STEPS: u32 = 1_000_000;

/// How deep inside two types a comparison is, and how much was compared so far.
#[derive(Clone, Copy)]
struct Depth<'a> {
    level: usize,
    steps: &'a Cell<u32>,
}

impl Depth<'_> {
    fn deeper(self) -> Self {
        self.steps.set(self.steps.get().saturating_add(1));
        Depth { level: self.level + 1, ..self }
    }

    fn is_too_much(self) -> bool {
        self.level > DEPTH_LIMIT || self.steps.get() > MOST_STEPS
    }
}

/// Whether two types have the same instances.
pub fn equivalent(left: &Type, right: &Type) -> bool {
    left == right || (is_assignable(left, right) && is_assignable(right, left))
}

/// First the forms of `from` that mean the same for every `to`.
fn assignable(to: &Type, from: &Type, depth: Depth<'_>) -> bool {
    // Only aliases that name themselves come here: they met themselves on both sides.
    if depth.is_too_much() {
        return true;
    }
    let depth = depth.deeper();
    match (to, from) {
        (Type::Any | Type::Unit, _) | (_, Type::Unit) => true,
        (Type::Data | Type::RichData, Type::Data) | (Type::RichData, Type::RichData) => true,
        (Type::Alias(left), Type::Alias(right)) if left == right => true,
        (Type::Variant(wanted), Type::Variant(given)) => {
            wanted.is_empty() || (!given.is_empty() && given.iter().all(|option| assignable(to, option, depth)))
        }
        (_, Type::Data | Type::RichData | Type::Alias(_)) => alias::meaning(from).is_some_and(|meaning| assignable(to, meaning, depth)),
        (Type::NotUndef(_), Type::Variant(given)) if given.is_empty() => assignable_to(to, from, depth),
        (_, Type::Variant(given)) => !given.is_empty() && given.iter().all(|option| assignable(to, option, depth)),
        (_, Type::Optional(inner)) => assignable(to, &Type::Undef, depth) && assignable(to, inner, depth),
        (_, Type::NotUndef(inner)) if **inner != Type::Any && !assignable(inner, &Type::Undef, depth) => assignable(to, inner, depth),
        _ => assignable_to(to, from, depth),
    }
}

/// Then by what is wanted; `from` is no alias, variant or optional any more.
fn assignable_to(to: &Type, from: &Type, depth: Depth<'_>) -> bool {
    match to {
        Type::Any | Type::Unit => true,
        Type::Undef => matches!(from, Type::Undef),
        Type::Default => matches!(from, Type::Default),
        Type::NotUndef(inner) => !assignable(from, &Type::Undef, depth) && assignable(inner, from, depth),
        // without a type it takes any
        Type::Optional(inner) => matches!((inner.as_ref(), from), (Type::Undef, _) | (_, Type::Undef)) || assignable(inner, from, depth),
        Type::Variant(types) => types.iter().any(|option| assignable(option, from, depth)),
        Type::Data | Type::RichData | Type::Alias(_) => alias::meaning(to).is_some_and(|meaning| assignable(meaning, from, depth)),
        Type::Array { element, size } => to_array(element, size, from, depth),
        Type::Hash { key, value, size } => to_hash(key, value, size, from, depth),
        Type::Tuple { types, size } => to_tuple(types, size.as_ref(), from, depth),
        Type::Struct(members) => to_struct(members, from, depth),
        Type::Collection(size) => to_collection(size, from),
        Type::Iterable(element) => match iterable::iterable_element(from) {
            Some(given) => assignable(element, &given, depth),
            None => false,
        },
        Type::Callable(wanted) => match from {
            Type::Callable(given) => to_callable(wanted.as_deref(), given.as_deref(), depth),
            _ => false,
        },
        _ => to_contained(to, from, depth),
    }
}

fn to_contained(to: &Type, from: &Type, depth: Depth<'_>) -> bool {
    match (to, from) {
        (Type::Iterator(wanted), Type::Iterator(given)) | (Type::Sensitive(wanted), Type::Sensitive(given)) => {
            assignable(wanted, given, depth)
        }
        (Type::Type(wanted), Type::Type(given)) => match (wanted, given) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(wanted), Some(given)) => assignable(wanted, given, depth),
        },
        (Type::Init(None, _), Type::Init(..)) => true,
        (Type::Init(None, _), _) => assignable(&Type::RichData, from, depth),
        (Type::Init(Some(wanted), _), Type::Init(Some(given), _)) => assignable(wanted, given, depth),
        (Type::Init(Some(wanted), arguments), _) => {
            assignable(wanted, from, depth)
                || super::convert::made_of(wanted, arguments).iter().any(|wanted| assignable(wanted, from, depth))
        }
        (Type::Runtime { runtime, name }, Type::Runtime { runtime: other, name: given }) => {
            runtime.is_empty() || (runtime == other && (name.is_empty() || name == given))
        }
        (Type::CatalogEntry, Type::CatalogEntry | Type::Resource { .. } | Type::Class(_)) => true,
        (Type::Resource { type_name: None, .. }, Type::Resource { .. }) => true,
        (Type::Resource { type_name: Some(wanted), title }, Type::Resource { type_name: Some(given), title: other }) => {
            wanted.eq_ignore_ascii_case(given) && (title.is_none() || title == other)
        }
        (Type::Class(wanted), Type::Class(given)) => wanted.is_none() || wanted == given,
        (Type::Object(Some(wanted)), Type::Object(Some(given))) => {
            object::is_kind_of(given, wanted) && object::are_parameters_assignable(wanted, given)
        }
        (Type::Object(None), Type::Object(_)) => true,
        (Type::TypeSet(wanted), Type::TypeSet(given)) => wanted.is_none() || wanted == given,
        (Type::Uri(wanted), Type::Uri(given)) => wanted.as_ref().is_none_or(|wanted| uri::are_assignable(wanted, given.as_ref())),
        _ => to_scalar(to, from),
    }
}

fn to_scalar(to: &Type, from: &Type) -> bool {
    match (to, from) {
        (Type::Boolean(wanted), Type::Boolean(given)) => wanted.is_none() || wanted == given,
        (Type::Integer(wanted), Type::Integer(given)) => contains(wanted, given),
        (Type::Float(wanted), Type::Float(given)) => contains(wanted, given),
        (Type::Numeric, Type::Numeric | Type::Integer(_) | Type::Float(_)) => true,
        (Type::String(_) | Type::StringValue(_) | Type::Enum { .. } | Type::Pattern(_), _) => to_text(to, from),
        (Type::Regexp(wanted), Type::Regexp(given)) => wanted.is_none() || wanted == given,
        (Type::ScalarData, _) => is_scalar_data(from),
        (Type::Scalar, _) => is_scalar_data(from) || is_rich_scalar(from),
        (Type::Timestamp(None), Type::Timestamp(_)) | (Type::Timespan(None), Type::Timespan(_)) => true,
        (Type::Timestamp(wanted), Type::Timestamp(given)) | (Type::Timespan(wanted), Type::Timespan(given)) => {
            given.as_ref().is_some_and(|given| given.iter().all(|moment| super::accepts(to, moment))) || wanted == given
        }
        (Type::SemVer(wanted), Type::SemVer(given)) => wanted.is_empty() || wanted == given || ranges_cover(wanted, given),
        _ => to == from,
    }
}

fn ranges_cover(wanted: &[version_range::Range], given: &[version_range::Range]) -> bool {
    !given.is_empty() && given.iter().all(|narrow| wanted.iter().any(|wide| wide.covers(narrow)))
}

fn is_scalar_data(from: &Type) -> bool {
    matches!(
        from,
        Type::ScalarData
            | Type::String(_)
            | Type::StringValue(_)
            | Type::Enum { .. }
            | Type::Pattern(_)
            | Type::Numeric
            | Type::Integer(_)
            | Type::Float(_)
            | Type::Boolean(_)
    )
}

fn is_rich_scalar(from: &Type) -> bool {
    matches!(from, Type::Scalar | Type::Regexp(_) | Type::SemVer(_) | Type::SemVerRange | Type::Timespan(_) | Type::Timestamp(_))
}

fn to_text(to: &Type, from: &Type) -> bool {
    match (to, from) {
        (Type::String(size), _) => text_sizes(from).is_some_and(|given| within(size, &given)),
        (Type::StringValue(wanted), Type::StringValue(given)) => wanted == given,
        (Type::StringValue(wanted), Type::Enum { values, case_insensitive: false }) => values.as_slice() == std::slice::from_ref(wanted),
        (Type::Enum { values, .. }, Type::String(_) | Type::StringValue(_) | Type::Enum { .. } | Type::Pattern(_)) if values.is_empty() => {
            true
        }
        (Type::Pattern(patterns), Type::Pattern(given)) => {
            patterns.is_empty() || (patterns.len() == given.len() && given.iter().all(|pattern| patterns.contains(pattern)))
        }
        (Type::Pattern(patterns), Type::String(_)) => patterns.is_empty(),
        (Type::Enum { .. } | Type::Pattern(_), Type::StringValue(given)) => super::accepts(to, &given.clone().into()),
        (Type::Enum { case_insensitive, .. }, Type::Enum { values, case_insensitive: given }) => {
            !values.is_empty() && (*case_insensitive || !given) && values.iter().all(|value| super::accepts(to, &value.clone().into()))
        }
        (Type::Pattern(patterns), Type::Enum { values, .. }) => {
            patterns.is_empty() || (!values.is_empty() && values.iter().all(|value| super::accepts(to, &value.clone().into())))
        }
        _ => false,
    }
}

/// How long the strings of a type can be; `None` where they are no strings.
fn text_sizes(from: &Type) -> Option<Size> {
    let length = |text: &str| text.chars().count() as u64;
    match from {
        Type::String(size) => Some(*size),
        Type::StringValue(text) => Some(Size::new(length(text), Some(length(text)))),
        Type::Enum { values, .. } => {
            let shortest = values.iter().map(|value| length(value)).min();
            let longest = values.iter().map(|value| length(value)).max();
            Some(Size::new(shortest.unwrap_or(0), longest))
        }
        Type::Pattern(_) => Some(Size::default()),
        _ => None,
    }
}

fn contains<T: PartialOrd + Copy>(wanted: &Range<T>, given: &Range<T>) -> bool {
    let from = wanted.from.is_none_or(|low| given.from.is_some_and(|other| low <= other));
    from && wanted.to.is_none_or(|high| given.to.is_some_and(|other| other <= high))
}

/// Whether every length in `given` is one of `wanted`.
pub(crate) fn within(wanted: &Size, given: &Size) -> bool {
    wanted.from <= given.from && wanted.to.is_none_or(|high| given.to.is_some_and(|other| other <= high))
}

fn exactly(length: usize) -> Size {
    Size::new(length as u64, Some(length as u64))
}

/// How many elements a tuple has.
pub(crate) fn tuple_size(types: &[Type], size: Option<&Size>) -> Size {
    match size {
        Some(size) => *size,
        None if types.is_empty() => Size::default(),
        None => exactly(types.len()),
    }
}

fn to_collection(size: &Size, from: &Type) -> bool {
    match from {
        Type::Collection(given) | Type::Array { size: given, .. } | Type::Hash { size: given, .. } => within(size, given),
        Type::Tuple { types, size: given } => within(size, &given.unwrap_or_else(|| exactly(types.len()))),
        Type::Struct(members) => within(size, &exactly(members.len())),
        _ => false,
    }
}

fn to_array(element: &Type, size: &Size, from: &Type, depth: Depth<'_>) -> bool {
    match from {
        Type::Array { element: given, size: given_size } => within(size, given_size) && assignable(element, given, depth),
        Type::Tuple { types, size: given } => {
            within(size, &given.unwrap_or_else(|| exactly(types.len()))) && types.iter().all(|part| assignable(element, part, depth))
        }
        _ => false,
    }
}

fn to_hash(key: &Type, value: &Type, size: &Size, from: &Type, depth: Depth<'_>) -> bool {
    match from {
        Type::Hash { key: given_key, value: given_value, size: given } => {
            within(size, given) && assignable(key, given_key, depth) && assignable(value, given_value, depth)
        }
        Type::Struct(members) => {
            fits(size, members.len())
                && members.iter().all(|member| {
                    assignable(key, &Type::StringValue(member.name.clone()), depth) && assignable(value, &member.value, depth)
                })
        }
        _ => false,
    }
}

fn to_tuple(types: &[Type], size: Option<&Size>, from: &Type, depth: Depth<'_>) -> bool {
    let wanted = tuple_size(types, size);
    let Some(last) = types.last() else {
        return matches!(from, Type::Tuple { .. } | Type::Array { .. }) && to_collection(&wanted, from);
    };
    match from {
        Type::Tuple { types: given, size: given_size } => {
            within(&wanted, &tuple_size(given, given_size.as_ref()))
                && (wanted.from == 0 || !given.is_empty())
                && given.iter().enumerate().all(|(index, part)| assignable(types.get(index).unwrap_or(last), part, depth))
        }
        Type::Array { element, size: given } => {
            let longest = given.to.map_or(types.len(), |to| usize::try_from(to).unwrap_or(usize::MAX));
            within(&wanted, given) && types.iter().take(longest).all(|part| assignable(part, element, depth))
        }
        _ => false,
    }
}

fn to_struct(members: &[StructMember], from: &Type, depth: Depth<'_>) -> bool {
    match from {
        Type::Struct(given) => {
            let mut matched = 0;
            let all = members.iter().all(|member| match given.iter().find(|other| other.name == member.name) {
                Some(other) => {
                    matched += 1;
                    (member.optional || !other.optional) && assignable(&member.value, &other.value, depth)
                }
                None => member.optional,
            });
            all && matched == given.len()
        }
        Type::Hash { key, value, size } => {
            let required = members.iter().filter(|member| !member.optional);
            let fits = required
                .clone()
                .all(|member| assignable(&member.value, value, depth) && assignable(&Type::String(Size::default()), key, depth));
            fits && within(&Size::new(required.count() as u64, Some(members.len() as u64)), size)
        }
        _ => false,
    }
}

/// A callable can stand for another when it takes at least what the other is given, and gives no more.
fn to_callable(wanted: Option<&Signature>, given: Option<&Signature>, depth: Depth<'_>) -> bool {
    let Some(wanted) = wanted else { return true };
    let any = Type::Any;
    if let Some(returns) = &wanted.returns
        && !assignable(returns, given.and_then(|given| given.returns.as_ref()).unwrap_or(&any), depth)
    {
        return false;
    }
    let Some(given) = given else { return false };
    let arguments = Type::Tuple { types: wanted.parameters.clone(), size: Some(wanted.size) };
    to_tuple(&given.parameters, Some(&given.size), &arguments, depth) && {
        let none = Type::Undef;
        assignable(given.block.as_ref().unwrap_or(&none), wanted.block.as_ref().unwrap_or(&none), depth)
    }
}
