//! One form for types that mean the same: variants flat and merged, `Optional` and `NotUndef` where they say something.

use super::is_assignable;
use crate::value::data_type::{Range, StructMember};
use crate::value::{EcoString, Regex, Type};
use std::sync::Arc;

/// A variant of these types, flat and without duplicates; the type itself where there is one only.
pub(crate) fn variant(types: Vec<Type>) -> Type {
    let mut flat: Vec<Type> = Vec::with_capacity(types.len());
    for data_type in types {
        let parts = match data_type {
            Type::Variant(inner) => inner,
            other => vec![other],
        };
        for part in parts {
            if !flat.contains(&part) {
                flat.push(part);
            }
        }
    }
    match flat.pop() {
        Some(only) if flat.is_empty() => only,
        Some(last) => {
            flat.push(last);
            Type::Variant(flat)
        }
        None => Type::Variant(flat),
    }
}

/// An enumeration of sorted, distinct values.
pub(crate) fn enumeration(values: impl IntoIterator<Item = EcoString>, case_insensitive: bool) -> Type {
    let mut values: Vec<EcoString> = values.into_iter().collect();
    values.sort();
    values.dedup();
    Type::Enum { values, case_insensitive }
}

/// The normal form; what mismatches speak of. Aliases stay.
pub fn normalize(data_type: &Type) -> Type {
    match data_type {
        Type::Array { element, size } => Type::Array { element: boxed(element), size: *size },
        Type::Hash { key, value, size } => Type::Hash { key: boxed(key), value: boxed(value), size: *size },
        Type::Tuple { types, size } => Type::Tuple { types: types.iter().map(normalize).collect(), size: *size },
        Type::Struct(members) => {
            Type::Struct(members.iter().map(|member| StructMember { value: normalize(&member.value), ..member.clone() }).collect())
        }
        Type::Sensitive(inner) => Type::Sensitive(boxed(inner)),
        Type::Type(Some(inner)) => Type::Type(Some(boxed(inner))),
        Type::Iterable(inner) => Type::Iterable(boxed(inner)),
        Type::Iterator(inner) => Type::Iterator(boxed(inner)),
        Type::Optional(inner) => optional(normalize(inner)),
        Type::NotUndef(inner) => not_undef(normalize(inner)),
        Type::Variant(types) => normal_variant(types),
        other => other.clone(),
    }
}

fn boxed(data_type: &Type) -> Arc<Type> {
    Arc::new(normalize(data_type))
}

fn optional(inner: Type) -> Type {
    match inner {
        Type::NotUndef(inner) => normalize(&Type::Optional(inner)),
        Type::Undef => Type::Optional(Arc::new(Type::Undef)),
        inner if is_assignable(&inner, &Type::Undef) => inner,
        inner => Type::Optional(Arc::new(inner)),
    }
}

fn not_undef(inner: Type) -> Type {
    match inner {
        Type::Optional(inner) => normalize(&Type::NotUndef(inner)),
        inner if !is_assignable(&inner, &Type::Undef) => inner,
        inner => Type::NotUndef(Arc::new(inner)),
    }
}

fn normal_variant(types: &[Type]) -> Type {
    let types: Vec<Type> = types.iter().map(normalize).collect();
    if types.len() == 1 {
        return types.into_iter().next().unwrap_or(Type::Any);
    }
    if types.iter().any(|option| matches!(option, Type::Undef | Type::Optional(_))) {
        let others = types.into_iter().filter(|option| *option != Type::Undef).map(|option| match option {
            Type::Optional(inner) => inner.as_ref().clone(),
            other => other,
        });
        return normalize(&Type::Optional(Arc::new(variant(others.collect()))));
    }
    match variant(types) {
        Type::Variant(types) => variant(merged_numbers(merged_patterns(merged_enumerations(merged_not_undefs(types))))),
        only => only,
    }
}

/// Takes out what `pick` picks; where that is more than one, what `merge` makes of them comes last instead.
fn merge<T>(types: Vec<Type>, pick: impl Fn(&Type) -> Option<T>, merge: impl FnOnce(Vec<T>) -> Type) -> Vec<Type> {
    let picked: Vec<T> = types.iter().filter_map(&pick).collect();
    if picked.len() < 2 {
        return types;
    }
    let mut others: Vec<Type> = types.into_iter().filter(|option| pick(option).is_none()).collect();
    others.push(merge(picked));
    others
}

fn merged_not_undefs(types: Vec<Type>) -> Vec<Type> {
    let inner = |option: &Type| match option {
        Type::NotUndef(inner) => Some(inner.as_ref().clone()),
        _ => None,
    };
    merge(types, inner, |inner| Type::NotUndef(Arc::new(normalize(&variant(inner)))))
}

fn merged_enumerations(types: Vec<Type>) -> Vec<Type> {
    let exact = |option: &Type| match option {
        Type::StringValue(text) => Some(vec![text.clone()]),
        Type::Enum { values, case_insensitive: false } if !values.is_empty() => Some(values.clone()),
        _ => None,
    };
    let folded = |option: &Type| match option {
        Type::Enum { values, case_insensitive: true } if !values.is_empty() => {
            Some(values.iter().map(|value| value.to_lowercase()).collect::<Vec<_>>())
        }
        _ => None,
    };
    let types = merge(types, exact, |values| enumeration(values.into_iter().flatten(), false));
    merge(types, folded, |values| enumeration(values.into_iter().flatten(), true))
}

fn merged_patterns(types: Vec<Type>) -> Vec<Type> {
    let patterns = |option: &Type| match option {
        Type::Pattern(patterns) => Some(patterns.clone()),
        _ => None,
    };
    merge(types, patterns, |patterns| {
        let mut all: Vec<Arc<Regex>> = Vec::new();
        for pattern in patterns.into_iter().flatten() {
            if !all.contains(&pattern) {
                all.push(pattern);
            }
        }
        Type::Pattern(all)
    })
}

/// Integer ranges that overlap or touch become one.
fn merged_numbers(types: Vec<Type>) -> Vec<Type> {
    if types.iter().filter(|option| matches!(option, Type::Integer(_))).count() < 2 {
        return types;
    }
    let mut ranges: Vec<Range<i64>> = Vec::new();
    let mut others = Vec::new();
    for option in types {
        match option {
            Type::Integer(range) => insert_range(&mut ranges, range),
            other => others.push(other),
        }
    }
    ranges.into_iter().map(Type::Integer).chain(others).collect()
}

fn insert_range(ranges: &mut Vec<Range<i64>>, mut range: Range<i64>) {
    let low = |range: &Range<i64>| range.from.unwrap_or(i64::MIN);
    let high = |range: &Range<i64>| range.to.unwrap_or(i64::MAX);
    ranges.retain(|other| {
        let apart = high(other).saturating_add(1) < low(&range) || high(&range).saturating_add(1) < low(other);
        if !apart {
            range.from = range.from.zip(other.from).map(|(a, b)| a.min(b));
            range.to = range.to.zip(other.to).map(|(a, b)| a.max(b));
        }
        apart
    });
    ranges.push(range);
}
