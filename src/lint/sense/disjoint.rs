//! Types that have no value in common, as far as that is sure.

use crate::datatype::{accepts, alias};
use crate::value::data_type::StructMember;
use crate::value::{EcoString, Type, Value};

/// Families of values, as a set of bits.
type Kinds = u16;

const UNDEF: Kinds = 1;
const DEFAULT: Kinds = 1 << 1;
const BOOLEAN: Kinds = 1 << 2;
const INTEGER: Kinds = 1 << 3;
const FLOAT: Kinds = 1 << 4;
const STRING: Kinds = 1 << 5;
const REGEXP: Kinds = 1 << 6;
const ARRAY: Kinds = 1 << 7;
const HASH: Kinds = 1 << 8;
const SENSITIVE: Kinds = 1 << 9;
const TYPE: Kinds = 1 << 10;
/// Everything else: points in time, versions, objects, functions.
const OTHER: Kinds = 1 << 11;
const ALL: Kinds = Kinds::MAX;

/// How deep types are looked into.
const DEPTH: usize = 12;

/// Whether no value is an instance of both.
pub fn are_disjoint(left: &Type, right: &Type) -> bool {
    disjoint(left, right, DEPTH)
}

/// Whether a type takes values of all families, so that nothing is disjoint from it.
pub fn takes_all(data_type: &Type) -> bool {
    kinds(data_type, DEPTH) == ALL
}

/// Whether values of a type may be objects, which have methods of their own.
pub fn may_be_object(data_type: &Type) -> bool {
    kinds(data_type, DEPTH) & (OTHER | TYPE) != 0
}

/// Whether all values of a type are of the families of another one.
pub fn is_within(data_type: &Type, family: &Type) -> bool {
    kinds(data_type, DEPTH) & !kinds(family, DEPTH) == 0
}

fn disjoint(left: &Type, right: &Type, depth: usize) -> bool {
    if kinds(left, depth) & kinds(right, depth) == 0 {
        return true;
    }
    let Some(depth) = depth.checked_sub(1) else { return false };
    let (left, right) = (alias::resolved(left), alias::resolved(right));
    let each = |types: &[Type], other: &Type| !types.is_empty() && types.iter().all(|option| disjoint(option, other, depth));
    match (left, right) {
        (Type::Variant(types), other) | (other, Type::Variant(types)) => each(types, other),
        (Type::Optional(inner), other) | (other, Type::Optional(inner)) => {
            kinds(other, depth) & UNDEF == 0 && disjoint(inner, other, depth)
        }
        (Type::NotUndef(inner), other) | (other, Type::NotUndef(inner)) => disjoint(inner, other, depth),
        (Type::Sensitive(left), Type::Sensitive(right)) => disjoint(left, right, depth),
        (Type::Integer(left), Type::Integer(right)) => apart(left.from, right.to) || apart(right.from, left.to),
        (Type::Boolean(Some(left)), Type::Boolean(Some(right))) => left != right,
        _ => texts_disjoint(left, right) || collections_disjoint(left, right, depth) || collections_disjoint(right, left, depth),
    }
}

/// Whether a range begins after another one ends.
fn apart(from: Option<i64>, to: Option<i64>) -> bool {
    matches!((from, to), (Some(from), Some(to)) if from > to)
}

fn texts_disjoint(left: &Type, right: &Type) -> bool {
    let none = |texts: &[EcoString], other: &Type| {
        kinds(other, 0) == STRING && texts.iter().all(|text| !accepts(other, &Value::String(text.clone())))
    };
    match (left, right) {
        (Type::StringValue(text), other) | (other, Type::StringValue(text)) => none(std::slice::from_ref(text), other),
        (Type::Enum { values, case_insensitive: false }, other) | (other, Type::Enum { values, case_insensitive: false }) => {
            !values.is_empty() && none(values, other)
        }
        _ => false,
    }
}

/// Whether elements that there surely are do not fit.
fn collections_disjoint(left: &Type, right: &Type, depth: usize) -> bool {
    match (left, right) {
        (Type::Tuple { types, size: None }, Type::Array { element, .. }) => types.iter().any(|each| disjoint(each, element, depth)),
        (Type::Tuple { types: left, size: None }, Type::Tuple { types: right, size: None }) => {
            left.len() != right.len() || left.iter().zip(right).any(|(left, right)| disjoint(left, right, depth))
        }
        (Type::Array { element: left, size: one }, Type::Array { element: right, size: other }) => {
            one.from.max(other.from) > 0 && disjoint(left, right, depth)
        }
        (Type::Hash { key, value, size: one }, Type::Hash { key: right_key, value: right_value, size: other }) => {
            one.from.max(other.from) > 0 && (disjoint(key, right_key, depth) || disjoint(value, right_value, depth))
        }
        (Type::Struct(members), Type::Hash { value, .. }) => {
            members.iter().any(|member| !member.optional && disjoint(&member.value, value, depth))
        }
        (Type::Struct(left), Type::Struct(right)) => structs_disjoint(left, right, depth),
        _ => false,
    }
}

fn structs_disjoint(left: &[StructMember], right: &[StructMember], depth: usize) -> bool {
    left.iter().filter(|member| !member.optional).any(|member| match right.iter().find(|other| other.name == member.name) {
        Some(other) => disjoint(&member.value, &other.value, depth),
        // a key that may be missing has a value that may be undef
        None => kinds(&member.value, depth) & UNDEF == 0,
    })
}

/// The families that instances of a type may be of; all of them where that is not known.
fn kinds(data_type: &Type, depth: usize) -> Kinds {
    let inner = |data_type: &Type| depth.checked_sub(1).map_or(ALL, |depth| kinds(data_type, depth));
    match data_type {
        Type::Undef => UNDEF,
        Type::Default => DEFAULT,
        Type::Boolean(_) => BOOLEAN,
        Type::Integer(_) => INTEGER,
        Type::Float(_) => FLOAT,
        Type::Numeric => INTEGER | FLOAT,
        Type::String(_) | Type::StringValue(_) | Type::Enum { .. } | Type::Pattern(_) => STRING,
        Type::Regexp(_) => REGEXP,
        Type::ScalarData => BOOLEAN | INTEGER | FLOAT | STRING,
        Type::Scalar => BOOLEAN | INTEGER | FLOAT | STRING | REGEXP | OTHER,
        Type::Data => UNDEF | BOOLEAN | INTEGER | FLOAT | STRING | ARRAY | HASH,
        Type::Array { .. } | Type::Tuple { .. } => ARRAY,
        Type::Hash { .. } | Type::Struct(_) => HASH,
        Type::Collection(_) => ARRAY | HASH,
        Type::Type(_) => TYPE,
        Type::Sensitive(_) => SENSITIVE,
        Type::Callable(_) | Type::Timestamp(_) | Type::Timespan(_) | Type::SemVer(_) | Type::SemVerRange | Type::Binary | Type::Uri(_) => {
            OTHER
        }
        Type::NotUndef(of) => inner(of) & !UNDEF,
        Type::Optional(of) => inner(of) | UNDEF,
        Type::Variant(types) if !types.is_empty() => types.iter().fold(0, |all, option| all | inner(option)),
        Type::Alias(of) => of.resolved.get().map_or(ALL, inner),
        _ => ALL,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::datatype::{NoAliases, parse};

    #[test]
    fn only_what_is_sure_is_disjoint() {
        let are = |left: &str, right: &str| are_disjoint(&parse(left, &NoAliases).unwrap(), &parse(right, &NoAliases).unwrap());
        for (left, right) in [
            ("String", "Integer"),
            ("Optional[String]", "Variant[Integer, Boolean]"),
            ("Enum[a, b]", "Enum[c]"),
            ("Enum[a, b]", "Pattern[/^c/]"),
            ("Integer[1, 5]", "Integer[6]"),
            ("Tuple[String, Integer]", "Array[String]"),
            ("Struct[{a => Integer}]", "Hash[String, String]"),
            ("Struct[{a => Integer}]", "Struct[{b => Integer}]"),
            ("Sensitive[String]", "String"),
            ("Sensitive[String]", "Sensitive[Integer]"),
            ("NotUndef[Optional[String]]", "Optional[Integer]"),
            ("Array[String, 1]", "Array[Integer]"),
        ] {
            assert!(are(left, right) && are(right, left), "{left} and {right}");
        }
        for (left, right) in [
            ("String", "Any"),
            ("String", "Iterable"),
            ("Optional[String]", "Optional[Integer]"),
            ("Enum[a, b]", "Enum[b, c]"),
            ("Enum[a, b]", "Enum['A', true]"),
            ("Integer", "Integer[6]"),
            ("Array[String]", "Array[Integer]"),
            ("Struct[{Optional[a] => Integer}]", "Hash[String, String]"),
            ("Struct[{a => Optional[Integer]}]", "Struct[{Optional[b] => Integer}]"),
            ("Numeric", "Float"),
            ("Data", "Hash[String, Integer]"),
            ("String", "Init[Integer]"),
        ] {
            assert!(!are(left, right) && !are(right, left), "{left} and {right}");
        }
    }
}
